"""Words that say of somebody who is named that he was not met, or that another may have been.

Wishes, requests and questions, what was forgotten or only arranged, what others did, whom one
would rather see, to whom it was written, and who belongs to somebody who is named.
"""

import re

from upkeep.phrases.surnames import SURNAMES
from upkeep.phrases.text import MENTIONS, TAKEN

#: What may stand between a name and what is told of it.
BETWEEN = f" {TAKEN}{MENTIONS}.,?…-"
SEVERAL = 2
#: Letters behind the last name that may tell who answered.
NEXT = 60

MEET = (
    r"(?:meet|see|visit|call|phone|ring|contact|e-?mail|text|message|reach|invite|speak|talk|ask)"
)
MEETING = (
    r"(?:meetings?|lunch|dinner|breakfast|coffee|drinks|tea|(?:video |phone )?calls?|visits?|zoom"
    r"|appointments?)"
)
OTHER = (
    r"(?:colleagues?|boss|manager|director|co-?workers?|team ?mates?|predecessor|intern|ceo|team"
    r"|competitors?|competition|rivals?|wife|husband|sales|service|marketing|management"
    r"|nobody|no ?one|some(?:body|one)|any(?:body|one)|he|she|they)"
)
_DID = r"(?:met|saw|visited|called|phoned|spoke|talked|had|has|went|took|ran)"
#: A name in hanzi, and no more.
_WHOLE_HAN = rf"[{''.join(sorted(SURNAMES))}][\u4e00-\u9fff]{{1,2}}(?:\s*(?:$|[,，。;；@]))"
_SUBJECT_HAN = (
    r"(?:^|[,，。;；]|(?<=天)|(?<=[上下]午))\s*(?:听说|据说)?(?:我们?|你们?|咱们?)?(?:他们?|她们?|(?:竞争)?对手|友商|同行|客户(?=见)"
    r"|销售|别人|人家|同事|老板|领导|经理|太太|老婆|老公)"
)
#: Before whom it names, from the beginning of the sentence.
BEFORE = re.compile(
    # what was not done, or not yet
    rf"(?<![a-z])(?:was|were|am|is|forg[eo]t(?:ten)?|refused?|agreed?|declined?|promised?"
    rf"|decided?|asked|told"
    rf"|unwilling|reluctant|remember(?:ed)?|time|allowed|ready|keen|eager"
    rf"|wish(?:ed)?|long(?:ed|ing)|waiting|wait|due|likely|how|like"
    rf"|bound|booked|invited|offered|tempted|set|love) (?:not )?to {MEET}(?![a-z])"
    rf"|(?<![a-z])(?:gotta|can ?not|can'?t) {MEET}(?![a-z])"
    rf"|(?<![a-z])(?:nearly|almost) (?:met|saw|seen|visited|called|ran|bumped|caught"
    rf"|reached)(?![a-z])"
    rf"|(?<![a-z])(?:when|before|until|till|once|if|in case|unless|after|whenever)"
    rf" (?:i|we) (?:can |could |next )?{MEET}(?![a-z])"
    rf"|(?<![a-z])before (?:meeting|seeing|visiting|calling)(?![a-z])"
    rf"|(?<![a-z])(?:looking forward to|look forward to|waiting for|wait for"
    rf"|thought (?:i|we|it)|dream(?:t|ed)"
    rf"|imagin(?:e|ed)|pretend(?:ed)?|assum(?:e|ed)|rejected|ignored|on my way to|on the way to"
    rf"|consider(?:ed|ing)|contemplat(?:ed|ing)|looking (?:to|for)|heading(?: (?:over|out|off))? to"
    rf"|turned down|refused|hopefully|fingers crossed|excited|prepping|lost (?:touch"
    rf"|contact) with|in case|unless|went to (?:school|university|college) with"
    rf"|(?:studied|grew up) with|(?:would|could|should|might|may|must) have|wish|hoping|if only"
    rf"|meant to|not sure|confused"
    rf"|(?:i|we)'ll|who)(?![a-z])[^,.;:]*$"
    rf"|^\s*idea ?: (?:an? )?(?:{MEETING}|{MEET})(?![a-z])|(?<![a-z])(?:no {MEETING}"
    rf"|{MEETING} plans?"
    rf"|{MEETING} (?:(?:is|was|has been|already|now) )*(?:scheduled|booked|planned|agreed|arranged"
    r"|set(?: up)?|fixed|confirmed|requested|proposed))(?: with| for| at)?(?![a-z])"
    r"|(?<![a-z])(?:agreed?|fix(?:ed)?|set|made|got|have|find|found) (?:on )?(?:an? |the )?(?:date"
    r"|slot|time|appointment) (?:with|for)(?![a-z])|(?:call|message|mail|note|letter|parcel) for $"
    r"|(?<![a-z])(?:ought to|had better|better) (?:call|meet|see|visit)(?![a-z])"
    rf"|(?<![a-z])(?:asked|told) [^,.;:]+ (?:to|for) [^,.;:]*$"
    # what was only arranged
    rf"|(?<![a-z])(?:prep for|prepar(?:e|ed|es|ing)|schedul(?:e|ed|es|ing)|arrang(?:e|ed|es|ing)"
    rf"|book(?:ed|s|ing)?|confirm(?:ed|s|ing)?|organi[sz](?:e|ed|es|ing)|request(?:ed|s|ing)?"
    rf"|propos(?:e|ed|es|ing)|plan(?:ned|s|ning)?|skip(?:ped|s|ping)?|forg[eo]t(?:ten)?|set up"
    rf"|ask(?:ed)?|agreed?(?: on)?|offer(?:ed)?|suggest(?:ed)?|accepted|declined|need|want"
    rf"|remind me(?: of)?|reminder|remember|fix(?:ed)?(?: up)?|invited (?:to|for)|move|moved"
    rf"|cancel|postpone)"
    rf" (?:for )?(?:the |an? |our |my |next )?(?:[a-z]+ )?{MEETING}(?: with| to| for"
    rf"| at)?(?![a-z])"
    # requests, reminders and questions
    rf"|^[\s,]*(?:please|pls|plz|kindly|can you|could you|don'?t forget|remember|remind me)"
    rf"(?: to)? (?:also )?{MEET}(?![a-z])"
    r"|^\s*(?:let me|let's|(?:i'?m |we'?re |am |are )?having)(?![a-z])"
    rf"|[{MENTIONS}],? (?:please|pls|plz|can you|could you)(?![a-z])"
    r"|^\s*(?:when|where|how|why|whether|find|delete|remove|look up)(?: to)?(?![a-z])"
    r"|^\s*(?:did|do|does|has|have|had|can|could|shall|should|is|was|are|were|when|who|where|why)"
    r" (?:i|you|we|they|he|she|any(?:body|one)|some(?:body|one)|it)(?![a-z])"
    r"|^\s*(?:plan(?: [a-z])?|wish|dream|reminder|question|option|goal|candidates?|suggestion"
    r"|note to self"
    r"|proposal|thought|intention|aim|task|next step|to-do"
    r"|on (?:my|the) (?:list|agenda)) ?:"
    # what others did
    rf"|^(?:[^,;.]*[ ,])?(?:(?:my|our|a|the|one of (?:my|our|the)|his|her|their) )?(?:[a-z]+ )?"
    rf"(?<!and )(?<!and the )(?<!and my )(?<!and our )(?<!and a )(?<!with )(?<!with my )"
    rf"(?<!with our )(?<!with a ){OTHER} (?:just |also |already |once |has |had )*{_DID}(?![a-z])"
    # to, for or from whom it was written
    r"|^\s*(?:intro(?:duction)?s?|connecting|to|for|from|dear|hi|hello|hey|hallo|thanks|thank you"
    r"|thx|congrats|(?:logged|entered|written|posted|sent|forwarded"
    r"|reported) (?:by|for)|fwd?|fyi|cc|attn|attention|(?:as )?per)[\s:]+$"
    r"|^\s*[>\"'“”‘「『]"
    r"|(?:wrote|said|told me|says|writes)[\s,:]*[\"“「『]"
    # who is none of those known, or none that one can meet
    r"|(?<![a-z])(?:maybe|perhaps|probably|possibly|possible|potential|upcoming|future"
    r"|i (?:think|guess|believe|suppose))(?![a-z])"
    r"|(?:可能|也许|或许|好像|似乎|大概)(?:是|和|跟|与|见|拜访|去)"
    # others' meetings, questions and errands in hanzi
    rf"|{_SUBJECT_HAN}(?:也|已经?|刚刚?|[今昨前]天|[上下]午)*(?:去|来)?"
    r"(?:见|拜访|约|找|(?:和|跟|与)(?!我)|给|请)"
    r"|^\s*(?:[昨今前明]天)?(?:我们?|你们?)?(?:[什啥]么?时候|何时|几时|几号|测试|怎么|如何|哪[天位]|为什么|为啥|能不能|要不要"
    r"|该不该|是不是|有没有|查一?[下查]|搜索|查找|添加|删除)"
    r"|(?:必须|尽快|抽空|有空|找时间|找机会|下次|接下来|回头|继续|稍后|待会儿?|一会儿?|马上|晚点)(?:再|去|要|来)?"
    r"(?:见|拜访|联系|约|找|跟进|和|跟|与|给)[^,，。;；]*$|目标(?:客户)?\s?$|该(?:联系|见|拜访|约)|邀请函?给\s?$"
    r"|(?:以为|假装|冒充|幻想|想象|[路经]过|等着|(?<![平])等)(?:见|碰|遇|拜访|和|跟|是)?[了到见]*\s?$"
    r"|[让叫要]我们?去?(?:[找见约]|联系|拜访)?\s?$|以前[就也只]?(?:是|见过|拜访过|认识)|(?:[躲避绕][开着]|[放留][在到])\s?$|(?<![a-z])(?:miss|schedule|book)(?:e?d)?[了咗]\s?$"
    r"|(?<![a-z])(?:another|boss to|(?:video|photo|picture|recording|clip) of) $"
    r"|(?:如果|要是|假如|假设|万一|等我?们?|待我?们?|希望|盼望?|期待|但愿|最好)(?:能|可以|早日"
    r"|尽快|再)*"
    r"(?:见|拜访|碰|遇|访|会见|约|和|跟|与)"
    r"|(?:忘了?|忘记了?|梦到|梦见|谁|有没有人|有人|差一?点|险些|几乎|还想"
    r"|(?:(?<![\u4e00-\u9fff])|(?<=天))(?:帮我|帮忙|麻烦)|提醒我?|记得)"
    r"(?:我|曾|昨天|今天|要|去|再|也|都|能|会|就)*(?:见|拜访|碰|遇|访|约|联系|联络|打|给|和|跟|与"
    r"|回访|致电)"
    r"|^\s*(?:[昨今前]天)?\s*请(?:去|你|您|帮忙?)*(?:见|拜访|联系|联络|打|给|回访|致电|约)"
    r"|(?<!受)邀请?了?\s?$|(?:另外?一?[个位名]|别的|叫|名叫|姓|假)\s?$"
)
#: How it stands with a meeting that was not yet, or never.
_STATUS = (
    r"(?:to be called|(?:(?:is|was|has been|had to be|will be|would be|should be"
    r"|still|to be|now|not|got) )*(?:agreed|approved|booked|confirmed|planned|scheduled|arranged"
    r"|set"
    r"|requested|refused|denied|declined|cancell?ed"
    r"|postponed|rescheduled|moved|in preparation|needed|necessary|overdue|due|please|possible"
    r"|impossible|next|upcoming|coming up|open|outstanding|pending|on|on hold|skipped"
    r"|failed|dropped|tb[dc]|to ?do|call (?:back|him|her)))"
)
_STATUS_HAN = (
    r"(?:的?\s?(?:会议?|call|meeting|[吃午晚]饭|饭局|见面|电话会?)(?:的?[事计]划?)?)?(?:取消|改期|推迟|延[后期]|待[定约]|[没未]定"
    r"|没开?成|泡汤|黄|定在.{2,3}|约在.{2,3})了?"
)
#: Of a bare name: who wants to be met, left, or had no time was not met for that.
BEHIND = re.compile(
    rf"(?:\s|[,;]\s)*(?:is |was |has |had |will |would |may |can |only )*(?:wants?|wanted|asks?"
    rf"|asked|suggest(?:s|ed)|propos(?:es|ed)|request(?:s|ed)|expects?|expected|hopes?|hoped"
    rf"|waits?|waiting|like[sd]?|needs?|agreed"
    rf"|agrees|promised|promises|going|plan(?:s|ned)|refused|refuses|declined|declines|willing"
    rf"|happy|ready|can'?t|cannot|will|is|to|able|unable|not)\s[^,;.:]*?(?:(?<=to ){MEET}"
    rf"|(?<=will ){MEET}|(?<=['n]t ){MEET}"
    rf"|(?<=not ){MEET}|{MEETING}|come)(?![a-z])"
    r"|(?:\s|[,;]\s)*(?:has |had |is |was |got |just |now |already |recently )*(?:left the company"
    r"|left (?:us|them|for good)|retired|retires|retiring|resigned|resigns|quit|died|passed away"
    r"|promoted|married|handed over|works? for|reports? to|has a new|left, new"
    r"|could(?: not|n'?t) (?:come|attend|join)|moved to|(?:a |his |her )?birthday|replaced"
    r"|no longer|dead|fired|laid off|too busy|no time|the new|our new|new)(?![a-z])"
    rf"|[\s:(–—-]*(?:{_STATUS}|{_STATUS_HAN}|not yet)(?=\s*(?:$|[,.;)。@]))"
    # what one did about a meeting or a message: `accepted my invite`
    rf"|\s+(?:should|must|shall|nowhere|blocked|endorsed)(?![a-z])|\s+(?:(?:would|has|had) )?"
    rf"[a-z]+(?:ed|t|es|s) (?:(?:my|our|the|an?|for) )?(?:{MEETING}|invite|invitation)(?![a-z])"
    r"|\s+[a-z]+ my (?:request|post)|\s+(?:has|have) gone(?![a-z])"
    r"|\s+[^,;.:]*?(?<![a-z])(?:linkedin|n[o']t (?:replied|responded|answered))(?![a-z])"
    rf"|[\s,:]*(?:please|pls|plz) (?:{MEET}|send|reply|confirm)(?![a-z])"
    r"|[\s,]*(?:can|could|shall|may|do|are|would|will) (?:we|you|i)(?![a-z])"
    r"|[^,;.]*(?<![a-z])instead\s*(?:$|[,;.])"
    r"|\s*(?:sent|sends) (?:(?:his|her|their|an?|the) (?:deputy|assistant|colleague|boss|secretary"
    r"|engineer|manager|team|buyer|technician|son|daughter)(?![a-z])|(?P<sent>[a-z'-]+))"
    r"|[,，\s]*(?:[他她]|她?们)?(?:想|希望|要求|同意|答应|愿意?|不愿意?|不肯|不想|拒绝|打算|准备"
    r"|计划|说|建议|提议|推荐|请|要|会|将|盼|不"
    r"|没)[^,，。;；:]{0,6}(?:见|拜访|来|去|访|吃饭|约)"
    r"|[,，\s]*(?:让|叫|请|要|约|托|委托|派|安排|介绍)(?:我们?|你们?)[^,，。;；:]*"
    r"|[,，\s]*(?:约了?)?(?:改天|下次|下周|明天|后天)"
    r"|\s*(?:[早晚]上好|很熟|不熟|合作|有过|[无未]果|擦肩|失之|是(?=.{0,3}(?:谁|同[学事乡]|老乡|朋友|校友|亲戚|邻居)))"
)
#: Of everybody: others answered, or it is asked, denied, or told of who is near.
EVEN_MET = re.compile(
    rf"[\s{TAKEN}]*(?:\?|吗|[了过咗]?(?:没有?|未)[呀啊]?(?=\s*(?:$|[?。.!@])))[\s?。.!]*(?:$|@)|\s*\(\s*\?"
    r"|[\s,(]*(?:maybe|perhaps|probably|possibly|i (?:think|guess|believe|suppose)|if i (?:recall"
    r"|remember))(?=\s*(?:$|[).,;@!]))"
    # who was seen elsewhere, or is not there
    rf"|\s+(?:has |had )?(?:invited (?:me|us)|pushed (?:our|the|my)"
    rf"|(?:blocked|endorsed) (?:me|us)|nowhere|would like"
    rf"|gave (?:an? |the )?(?:talk|keynote|speech)"
    rf"|called[\s,]*(?:but )?(?:i )?missed|(?:met|saw|visited|called|spoke|talked|wrote)"
    rf"(?: to| with)? (?:my|our|the|his|her|an?) (?:[a-z]+ )?(?:{OTHER}|hotline"
    rf"|(?:help ?)?desk|support))(?![a-z])"
    r"|[\s,:]*(?:please|pls|plz) (?:log|note|record|add|enter)(?![a-z])"
    r"|,\s*i (?:met|visited)(?![a-z]| (?:him|her|them|the|an?)(?![a-z]))"
    r"|\s*(?:邀请?|约)我们?(?!.{0,6}了)|\s*(?:确认|推迟|答应|同意)了?(?:见面|会议|会面|拜访)|\s*开会去了"
    r"|\s*但是?没有?(?:说话|打招呼|聊|谈)"
    r"|\s*been (?:there|here)(?![a-z])|[\s,]*but only\s"
    r"(?!briefly|for|by|an?(?![a-z])|at|in|on|to|short|until|because|the)"
    r"|\s+(?:will )?introduced? (?:me|us)(?![a-z])"
    r"(?!.*(?:lunch|dinner|breakfast|coffee|drinks|meal))"
    rf"|\s*(?:介绍|引荐|引见|推荐)了?(?={_WHOLE_HAN})|\s*把我们?介绍"
    r"|(?:的?[会饭]局?)?(?:改约|改到|挪到|推到|推迟到)"
    r"|[\s,:(–—-]*not (?:met|seen|reached|visited)\s*(?:$|[,.;)])"
    r"|\s*(?:on (?:linkedin|tv|the news|facebook)|in (?:the|an?) (?:news|newspaper|paper|photo"
    r"|picture|magazine|dream)|in a video|through (?:the|a) window|from (?:afar|a distance))"
    r"(?![a-z]| (?:call|mill|conference|meeting))"
    r"|\s+(?:was |is )?(?:excluded|excused|missing(?=\s*(?:$|[,.;]))|turned down"
    r"|(?:sent|sends) (?:(?:his|her|their|best|kind) )?(?:apologies|regards|greetings)"
    r"|says? (?:hi|hello))(?![a-z])"
    rf"|\s*(?:{_STATUS}|{_STATUS_HAN})(?=\s*(?:$|[,.;)。@]))"
    rf"|\s{MEETING} plans?(?![a-z])"
    r"|\s*(?:(?:on|in) (?:my|the|our|his|her) (?:calendar|diary|agenda|list|radar|schedule)"
    r"|to follow"
    r"|would be (?:good|nice|great|fine|helpful|useful)|in the (?:pipeline|works)|on the cards"
    r"|(?:was |is |got |has been )?(?:moved|pushed|shifted"
    r"|delayed|deferred|postponed) (?:to|until|till|by|back)|(?:nearly|almost|once|before"
    r"|in the past"
    r"|(?:a few|several|many) times|(?:long|years|ages|months) ago|back then)(?=\s*(?:$"
    r"|[,.;])))(?![a-z])"
    r"|[\s,(]*not (?:(?:quite|really|too|entirely|100%) )?(?:sure|certain)(?![a-z])"
    r"|[^,;.:]*?(?<![a-z])(?:without (?:me|us)|before (?:i|we) (?:came|arrived|got there))(?![a-z])"
    r"|\s+(?:leave|leaving|drive|driving|walk|walking|pass|passing|being|get on|get off)(?![a-z])"
    r"|\s*(?:还没|没|未)?confirm|\s*(?:就问|再说|[以之]?后再)|[,，\s]*换了?(?:电话|手机|号)"
    r"|的?联系方式|的?(?:电话|手机|微信|邮箱)号?码?(?:是?多少|是什么|[换变改]了)"
    r"|\s*[和跟与同](?:竞争)?(?:对手|别人|友商|竞品)|\s*(?:介绍|推荐|引荐)的(?=\s*(?:$|[,，。@]))"
    r"|\s*(?:还没有?(?:约|见|回|定|来|联系)|在路上|被[裁调]|换[人岗])"
    # who works elsewhere
    r"|[\s,;(]*(?:formerly|previously|former|ex-|ex(?=\s)|used to (?:be|work)|not (?:from|at|of"
    r"|ours?)"
    r"(?![a-z])|(?:a )?different|(?:(?:who|he|she|they) (?:now |used to )?(?:is |was )?"
    r"|(?<=[(,])|(?<=, ))"
    r"(?:works?|worked|working|employed|moved|with|now) (?:at|for|with|to|by)? ?(?=[a-z])(?!the"
    r"|a |on))"
    r"|\s*(?:\.\.\.+|…|-|,)?\s*(?:not|no)[.!]*\s*$|[\s,]*(?:just )?(?:kidding|joking)(?![a-z])"
    r"|\s*[\"'”’」]\s*,?\s*(?:says|said|told|wrote|说|表示)"
    r"|\s*\((?:不是|并非|非|假的|同名|另一)"
    r"|\s*(?:给我们?)?(?:介绍|推荐|引荐|引见)(?:给我)?的(?=[\u4e00-\u9fff])"
    r"|\s*(?:可能|应该|大概|也许)会?来|\s*(?:没|未|不)(?:能)?(?:参加|出席|到场)"
    r"|\s*(?:去世|结婚|升职|调走|除外|以外)"
    r"|\s*(?:不在|没来(?!得)|请假|缺席)(?=[\u4e00-\u9fff])|\s*(?:取消|改期|推迟"
    r"|延期)了?[\s。.!]*(?:$|@)"
    r"|\s*[他她]的?(?:老[公婆板]|太太|先生|爱人|丈夫|妻子|同事|助理|秘书|领导|上司|下属|手下"
    r"|儿子|女儿|家人"
    r"|妈|爸|哥|姐|弟|妹|团队|们的?人|朋友|徒弟|部门)"
    r"|[\s,，]*(?:是|被)?(?:秘书|助理|别人|旁人|同事|家人|他人|[他她]的?.{1,3})接(?:的|了|听)"
)
#: Behind a name in hanzi, who belongs to somebody, and is none of those named.
NEAR_HAN = re.compile(
    r"(?<=换)(?:电话|手机|号码)|\s?(?:他们|她们|那边|那里|那儿|办公室|公司|家|部门)?的?(?:团队|手下|部门|组员|下属"
    r"|人(?![民事力])|同事|徒弟|前任|接班人|继任者?)"
    r"|\s?的(?:先生|女士|太太|客户|视频|照片|报告|文章|朋友圈|(?:报价|项目|需求|意见|情况|方案|资料|合同|订单|问题|投诉)(?=\s*(?:$|[,，。;；@]))|名片|讲座|简历|婚礼|葬礼|生日|路上|途中)"
    r"|(?:那边|办公室|公司)(?:来电|打来|来人)|(?:会议室|餐厅|饭店|酒店|大厦|大学|医院|纪念馆)|办公室门口"
)
NEAR = re.compile(
    r"(?<=[a-z])\d+(?![\d/.:月日])|'s (?:report|slides|presentation|post|photo|car|profile"
    r"|phone number|number|mobile|e-?mail|address"
    r"|article)s?"
    r"(?![a-z])|\s+in (?:an?|half an|\d+|two|three) ?(?:hours?|hrs?|minutes?|mins?)(?![a-z])"
)
ONE = re.compile(r"(?<![a-z])(?:met|saw|with|called|visited|to) (?:a|an|one)\s$")
OURS = re.compile(
    r"(?<![a-z])(?:our|my)(?: own)? (?!friend|buddy|mate )"
    r"|(?:我们?|咱们?|我方|我司)(?:公司|单位|部门)?(?:自己)?的\s?"
)
OURS_BEHIND = re.compile(
    r"[\s,(]*(?:(?:from|of|in) our (?:own )?(?:side|team|group|department|sales|service)"
    r"|one of (?:ours|our)|ours|our side)(?![a-z])"
)
NUMBERED = re.compile(
    r"^(?:dear|find)\s|[a-z]\d+$|\s(?:formerly|previously|maybe|perhaps|probably)$"
    r"|[\u4e00-\u9fff](?:(?<![单货期目付])(?:取消|改期|推迟|延期)了?|改(?:时间)?了?)$"
)
BACK_THEN = re.compile("昨|前天|上[周个午]|上星期|今天?[中晚]|刚")
SEEN = re.compile("见[的了到过咗]|[吃喝谈聊打][了过]")
HOW_HE_SAID_SO = re.compile("[见聊访谈][了的面]|做东|电话|当面|微信|会上")
INVITED = re.compile(r"(?:预?约[了咗到上]?|约好)(?:和|跟|与|了)?\s?$")
INVITE = re.compile(r"邀请?了?\s?$")
#: Of somebody beside another: what kept him away, or that he was thanked.
AWAY = re.compile(
    r"\s*(?:had (?:an? |the )?(?:cold|flu|fever|accident|day off|emergency)|stuck|pending|elsewhere"
    r"|tbd|in (?:hospital|traffic|another)|at (?:home|lunch|another)|home office|ill"
    r"|later)(?![a-z])"
    r"|\s*(?:改天|下次|回头|也想来|也要来)"
)
AT_HIS = re.compile(r"\s?的?(?:办公室|公司|那里|那边|那儿|家)")
THANKED = re.compile(r"(?<![a-z])(?:thanks|thx|thank you|kudos to|cc|fyi)\s$|^\s*for\s$")
#: Between two: one is said to be the other, or to have met him.
BETWEEN_TWO = re.compile(
    r"^\s(?:just |also |has |had )*(?:met|saw|called|visited|phoned|rang|hosted|joined|went to see"
    r"|(?:had|took|went for|was at) (?:an? )?(?:lunch|dinner|coffee|breakfast|call|drinks|meeting)"
    r"|connected (?:me|us)|introduced(?: (?:me|us))?)(?: with| to)?\s$"
    r"|^\s(?:to )?(?:call|meet|see|visit|contact|meeting)\s$"
    r"|^\s(?:(?:told|asked|advised|urged) (?:me|us) to (?:call|meet|see|visit|contact|talk to"
    r"|speak to)"
    r"|(?:called|phoned|rang|spoke|came|signed|answered) for)\s$"
    r"|^\s?(?:昨天|今天|前天|也|已经?|刚)*(?:见了|见过|见到了?|拜访了?|拜访过|访问了|给|请"
    r"|找了?|[见约]咗|接待了?|打了?个?电话给|打给)\s?$"
)
#: Two of whom one may have met the other, or the speaker both: 李伟和王芳吃饭.
_HAN_NAME = r"[\u4e00-\u9fff]{2,4}"
THEY_TWO = re.compile(
    rf"(?:{_HAN_NAME}|[a-z]+(?: [a-z]+)+)\s?[和跟与同陪]\s*(?:{_HAN_NAME}?|[a-z]+(?: [a-z]+)+)\s?"
    r"(?:在|正在|一起|又|刚|昨天|今天)*(?:吃|喝|食|饮|开咗?了?个?会|见咗?了?面|会面|碰面|面谈)(?!.*[我聊谈])"
)
SUBJECT = re.compile(
    r"(?:^|[,.;，。]|[a-z]day|morning|天|[上下]午|(?<![a-z])(?:had|made|let|got|asked|told|sent))\s*$"
)
_WRONG = (
    r"(?<![a-z])(?:correction|oops|i meant?|or rather|scratch that)(?![a-z])"
    r"|更正|不对|错了|应该是|哦不|写错"
)
CORRECTED = re.compile(rf"[~=→]|->|(?<![a-z])sorry(?![a-z])|{_WRONG}")
CORRECTED_BEHIND = re.compile(rf"[\s,.;:({TAKEN}-]*(?:{_WRONG})")
#: One was called, and another answered; one was met, and another missed.
ANOTHER_CAME = re.compile(
    r"(?<![a-z])(?:called|rang|phoned)(?![a-z]).*?(?:,|;| but).*?(?<![a-z])(?:answered|picked up"
    r"|(?:talked|spoke) (?:to|with)|got)(?![a-z])"
)
MIXED = re.compile(
    r"(?<![a-z])(?:met|saw|seen|spoke|talked|visited)(?![a-z]).*?(?<![a-z])(?:and|but)"
    r" (?:just |only |also )*"
    r"(?:missed|tried)(?![a-z])"
    r"|没有?能?(?:见到|找到|碰到|遇到|联系上)[^,，。;；]+(?:见到?了|找了|碰到了|遇到了)"
    r"|(?:不在|出差|请假|没来|没空|有事)[^,，。;；]{2,6}(?:接待|来|接|代替|顶替|陪)"
    r"|找(?![了到过])\s*[^,，。;；]{2,4}[,，][^,，。;；]*(?:接待|见到|碰到)"
)
#: Where he is not the customer's who was named.
NOT_OF = re.compile(
    r"[\s,;:(—–-]*(?:but )?not (?:the |our |that )?(?:(?:one|guy|man|lady|person) )?"
    r"(?:from |at |of |with |in )?(?:the )?@?|[\s,，(—]*(?:但|而)?(?:并?不是|非)@?"
)
