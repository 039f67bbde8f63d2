"""The words of visits in English and Chinese, as tables: channels, verbs, attempts, openers."""

import re
from collections.abc import Iterable

from upkeep.visits import Channel, VoiceKind

TAGS = {
    "need": VoiceKind.NEED,
    "needs": VoiceKind.NEED,
    "需求": VoiceKind.NEED,
    "需要": VoiceKind.NEED,
    "worry": VoiceKind.WORRY,
    "worries": VoiceKind.WORRY,
    "worried": VoiceKind.WORRY,
    "担心": VoiceKind.WORRY,
    "担忧": VoiceKind.WORRY,
    "complaint": VoiceKind.COMPLAINT,
    "complaints": VoiceKind.COMPLAINT,
    "投诉": VoiceKind.COMPLAINT,
    "抱怨": VoiceKind.COMPLAINT,
    "idea": VoiceKind.IDEA,
    "ideas": VoiceKind.IDEA,
    "建议": VoiceKind.IDEA,
    "praise": VoiceKind.PRAISE,
    "praises": VoiceKind.PRAISE,
    "表扬": VoiceKind.PRAISE,
    "赞扬": VoiceKind.PRAISE,
}

#: Latin patterns stand between word boundaries, Chinese ones anywhere. The first to match wins a
#: stretch of text, so the narrower ones come first.
CHANNELS: tuple[tuple[Channel, str, str], ...] = (
    (
        Channel.VIDEO,
        (
            r"video[\s-]?(?:calls?|chats?|conf(?:erence)?s?|meetings?)|(?:zoom|teams|webex"
            r"|skype|facetime|google meet|gmeet|meet|tencent meeting|voov|online"
            r"|virtual)[\s-](?:calls?|meetings?|sessions?|chats?)|(?:on|via|over|by) (?:zoom"
            r"|teams|webex|skype|facetime|google meet|video|voov|tencent meeting)|webex"
            r"|zoom(?:ed)?|facetime|videoconf(?:erence)?|online meeting|video"
        ),
        r"视频(?:会议|通话|电话|会)?|线上(?:会议|会)?|腾讯会议|网络会议|远程会议|在线会议|云会议",
    ),
    (
        Channel.COMPANY_TOUR,
        (
            r"company tours?|(?:toured|visited|saw|came to|tour of|visit to) (?:us"
            r"|our (?:company|factory|plant|office|offices|hq|headquarters|fab|lab|site|place"
            r"|campus|showroom))(?: (?:today|for a tour))?|hq tour|office tour|showroom tour"
            r"|at our (?:company|factory|plant|office|offices|hq|headquarters|fab|lab|site)"
        ),
        (
            r"(?:来|到|莅临)?(?:我们|我)?(?:公司|我司|展厅|总部)(?:来)?(?:参观|考察"
            r"|来访)(?:了)?(?:公司|我司|总部)?(?:的?(?:产线|车间|工厂|实验室|展厅))?"
            r"|参观(?:了)?(?:我们|我)?(?:公司|我司|展厅|总部|工厂公司)(?:的?(?:产线|车间|工厂"
            r"|实验室|展厅))?|来访|来我(?:们公司|司|们这里)|来公司"
        ),
    ),
    (
        Channel.SITE_TOUR,
        (
            r"(?:site|plant|factory|fab|shop[\s-]?floor|line|cleanroom|warehouse"
            r"|facility) (?:tours?|walks?|visits?|inspections?)|(?:toured|walked) (?:the "
            r"|their )?(?:site|plant|factory|fab|shop[\s-]?floor|line|warehouse|facility)"
            r"|gemba(?: walk)?|walkthrough"
        ),
        (
            r"(?:参观|走访|考察|巡查|看了?)(?:了)?(?:一下)?(?:他们|客户|对方"
            r"|他们的)?(?:的)?(?:现场|工厂|产线|车间|厂区|厂房|生产线|工地|厂)|现场(?:参观|走访"
            r"|考察|巡查|拜访)|巡厂|看厂|工厂参观|走厂|下车间|驻场"
        ),
    ),
    (
        Channel.TECHNICAL_EXCHANGE,
        (
            r"tech(?:nical)?[\s-](?:exchanges?|talks?|sessions?|discussions?|reviews?"
            r"|workshops?|meetings?|seminars?|deep[\s-]dives?)|design reviews?"
            r"|engineering reviews?|workshops?"
        ),
        r"技术(?:交流(?:会)?|研讨(?:会)?|讨论(?:会)?|沟通|对接|评审)|方案交流|研讨会",
    ),
    (
        Channel.EVENT,
        (
            r"(?:trade[\s-]?(?:shows?|fairs?)|conferences?(?! calls?)|expos?|exhibitions?"
            r"|fairs?|summits?|events?|symposiums?|seminars?|meetups?|galas?|receptions?"
            r"|open days?|golf)"
        ),
        r"展会|展览会?|博览会|峰会|论坛|年会|大会|沙龙|行业活动|活动|发布会|晚会|球赛|高尔夫",
    ),
    (
        Channel.MEAL,
        (
            r"(?:(?:over|for|at|had|did|a|business|working|team|quick) )*(?:lunch(?:ed|es)?"
            r"|dinners?|breakfasts?|brunch|supper|meals?|coffees?|drinks|beers?|tea|dined"
            r"|hotpot|bbq|banquet|ate)(?: together)?"
        ),
        (
            r"(?:一起|请|共进|约)?(?:吃了?个?(?:午|晚|早|中)?饭|吃了?(?:顿|个)?饭|吃(?:午|晚|早"
            r"|中)(?:饭|餐)|吃了?(?:火锅|烧烤|夜宵|早茶)|午餐|晚餐|早餐|午饭|晚饭|早饭|中饭"
            r"|聚餐|宴请|饭局|用餐|便饭|喝(?:了)?(?:杯)?(?:咖啡|茶|酒)|咖啡|工作餐|请客)"
        ),
    ),
    (
        Channel.MESSAGE,
        (
            r"(?:e-?mail(?:ed|s|ing)?|messaged?|messages|messaging|texted|text|texts|texting"
            r"|wechat(?:ed)?|whatsapp(?:ed)?|sms|linkedin|dm'?e?d|dm|slack(?:ed)?|pinged|im'?ed"
            r"|wrote to|wrote|chatted online|line message|telegram)(?: messages?)?(?: to)?"
        ),
        (
            r"(?:发|回|在)?(?:了)?(?:个|条|封)?(?:微信|短信|邮件|消息|信息|钉钉|飞书|企微"
            r"|企业微信|电邮)(?:上|里)?(?:沟通|联系|聊)?(?:了)?"
        ),
    ),
    (
        Channel.CALL,
        (
            r"(?:phone|conference|conf|catch[\s-]?up|follow[\s-]?up|quick|sales"
            r"|a)?[\s-]?calls?(?:ed)?(?: with| to)?|called|phoned|phone|rang|telephoned?"
            r"|by telephone|on the phone|dialled|dialed|tel"
        ),
        (
            r"(?:打|通|来|去|接|回)?(?:了)?(?:个|一个|一通|通)?电话(?:会议|会|沟通|拜访|联系"
            r"|里)?(?:了)?|来电|致电|通话|语音|电联"
        ),
    ),
    (
        Channel.IN_PERSON,
        r"in[\s-]person|face[\s-]to[\s-]face|f2f|on[\s-]?site|personally|office visit|in the flesh",
        r"当面|面谈|面对面|面访|上门|现场|登门|见面",
    ),
)

#: Words by which somebody is met; they also part names from what stands before.
VERBS_LATIN = (
    r"(?:have |had |has |just |i |we |finally |also |briefly |quickly |then "
    r"|again )*(?:met(?: up)?|meeting|meet|seen|saw|visited|visiting|visit|had|spent time"
    r"|caught up|catch[\s-]?up|sat(?: down)?|spoke|speaking|talked|chatted|chat|hosted|joined"
    r"|dropped by|dropped in on|stopped by|came (?:by|over)|(?:to )?(?:see|meet|visit)"
    r"|bumped into|ran into|logged|log|paid a visit(?: to)?|went to see|went(?: over)?(?: to)?"
    r"|been to|took|received|introduced(?: to)?|toured|did|called on|reached out to|contacted"
    r"|interviewed|discussion|conversation|exchanged views|walked|grab(?:bed)?|popped(?: in| by"
    r"| over)?|swung by|sync(?:ed)?|kick-?off|joint|gave|led|organi[sz]ed|attended|held"
    r"|showed around|got together)(?: up)?"
)
VERBS_HAN = (
    r"(?:前往|再次|顺便|专程)?(?:拜访|走访|拜会|回访|探访|家访|会见|会面|会晤|面见|接见|见面"
    r"|碰面|碰头|见到|见了|见过|访问|接待|看望|约见|约了|联系|交流|沟通|碰到|遇到|聊天|开会"
    r"|开了个会|开了会|开了(?:一?[个场次])?|打了|打过|连线|对接|座谈|参观|考察|打卡)(?:了|过"
    r"|到)?(?:一下|一面|一次)?|(?<![\u4e00-\u9fff])(?:去|来|到|约)?见(?=[\u4e00-\u9fff])"
)

#: Small words that may stand between the parts of a visit and mean nothing by themselves.
FILLERS = (
    r"i|we|or|through|till|until|just|also|together|quick|quickly|brief|briefly|short|long|nice"
    r"|good|great|productive|first|second|another|a|an|the|with|and|over|for|from|to|at|by|via"
    r"|on|of|in|our|my|both|plus|w|visit|visits|meeting|meetings|session|chat|time|again|this"
    r"|during|while|there|around|about an hour|an hour|half an hour|\d+ ?(?:min|mins|minutes"
    r"|hours?|hrs?)|then|afterwards|after|before|between|mr|mrs|ms|miss|dr|prof|mx|log|logged"
    r"|entry|note to self|hi|hello|hey|please|pls|team up|up|together with|as well as|as well"
    r"|alongside|accompanied by|joined by|colleague|colleagues|face|customer visit|site|were"
    r"|was there|their|his|her"
)
FILLERS_HAN = (
    r"我们|我|一起|一块|一同|共同|并且|顺便|顺路|然后|还有|以及|分别|今儿|时候|期间|陪同|陪着?"
    r"|邀请|一行|对象|日期|方式|地点|联系人|单位|两位|三位|二位|几位|专程|特意|再次|先生|女士"
    r"|小姐|客户|记录|拜访记录|一趟|一次|一下|参加人员?|参会人员?|与会人员?|参与人员?|参加了?"
    r"|出席了?|也在|都在|在场|在座|作陪|到场|那边|那里|这边|公司里"
)

#: How long and how often, wherever it stands.
DURATIONS = (
    r"(?:for )?(?:about |around |almost |nearly |over )?(?:an?|half an?|\d{1,3}(?:\.5)?|one|two"
    r"|three|four|five|ten|fifteen|twenty|thirty|a couple of|a few|several)[ -]?(?:hours?|hrs?"
    r"|h|minutes?|mins?|min)(?: long)?|twice|three times|\d{1,2} ?(?:x|times)|for the (?:first"
    r"|second|third|last) time|for a (?:while|bit|chat|quick chat)|for long|all day|half a day"
    r"|the whole (?:day|morning|afternoon)"
)
DURATIONS_HAN = (
    r"(?:大概|大约|约)?(?:半|一|两|三|四|\d{1,3})个?(?:多)?(?:小时|钟头|分钟)"
    r"|[一二两三五十几]十?[一二三四五六七八九]?分钟|半天|[一两三几]次|第[一二三]次"
)

#: Who was not reached. `ATTEMPT_NAMED` take the name after them.
ATTEMPTS_LATIN = (
    r"tried (?:to|and) (?:reach|call|see|meet|visit|contact|phone|ring|catch|get hold of"
    r"|speak (?:to|with)|talk to|get)|tried (?:calling|reaching|visiting|meeting|phoning"
    r"|ringing|to)|tried|attempted (?:to )?(?:reach|call|see|meet|visit|contact|phone)"
    r"|attempt(?:ed)? (?:at|on)|(?:could|can|did|was|were)(?: not|n'?t|nt)(?: able to"
    r"| manage to| get to)? (?:reach|meet|see|get hold of|get through(?: to)?|catch|find|get"
    r"|visit|contact|speak (?:to|with)|talk to)|unable to (?:reach|meet|see|contact"
    r"|get hold of)|failed to (?:reach|meet|see|contact|get hold of|get through to)"
    r"|failed attempt(?: to \w+)?|missed call(?: to)?|missed|stood up by|never reached"
    r"|cannot reach|left (?:a |her a |him a |them a )?(?:voice ?mail|message|voice message"
    r"|vm)(?: for| with)?"
)
ATTEMPT_RESULTS_LATIN = (
    r"no answer|no reply|no response|no[\s-]?show(?:ed)?|nobody (?:there|home|answered|in)"
    r"|no one (?:there|answered|in)|not (?:in|there|available|reachable|home|at (?:his|her"
    r"|their) desk)|unavailable|unreachable|(?:went|straight) to voice ?mail|voice ?mail|vm"
    r"|didn'?t (?:pick up|answer|reply|respond|show(?: up)?|come|turn up|work out)"
    r"|did not (?:pick up|answer|reply|respond|show(?: up)?|come|turn up)|never (?:picked up"
    r"|answered|replied|showed(?: up)?|turned up|came)|(?:was|were|is|he was|she was"
    r"|they were) (?:out|away|not in|not there|not available|unavailable|busy|off|sick|ill"
    r"|on (?:leave|vacation|holiday)|travell?ing|in a meeting)(?: sick| of office)?"
    r"|out of office|stood (?:me|us) up|without success|in vain|didn'?t reach(?: him| her"
    r"| them)?|(?:he|she|they) (?:wasn'?t|weren'?t|was not|were not) (?:in|there|available)"
    r"|wasn'?t (?:in|there|available)|weren'?t (?:in|there|available)|cancell?ed(?: on (?:me"
    r"|us))?|left (?:a |him a |her a |them a )?(?:voice ?mail|message|voice message|vm)"
    r"|line (?:was )?busy|engaged|no luck|couldn'?t get through|hung up"
)
ATTEMPTS_HAN = (
    r"没有?(?:能)?(?:见到|见着|见上|见成|碰到|碰上|遇到|联系上|联系到|找到|打通|接通|拜访成"
    r"|约到|约上|等到|联络上)|未能?(?:见到|见着|联系上|联系到|接通|打通|找到|碰到|遇到|拜访到"
    r"|见)|想(?:去)?(?:见|拜访|找|约)|试图(?:联系|拜访)|尝试(?:联系|拜访)(?:了)?|打不通"
    r"|联系不上|找不到|约不上|约不到|见不到"
)
ATTEMPT_RESULTS_HAN = (
    r"(?:都|也|却|但是?|可是?|但|可惜)?(?:他|她|人|电话|都)?(?:也)?(?:没有?(?:见到|见着|见上"
    r"|见成|碰到|碰上|遇到|联系上|联系到|找到|打通|接通|接听|接电话|接|人接|人|来|回复|回应"
    r"|回电|回信|约到|约上|等到|出现|在|在办公室|通)|未能?(?:见到|见着|联系上|接通|接听|打通|接"
    r"|遇|果|见|回复)|不在(?:办公室|公司|家|现场|厂里)?|无人接听|无人应答|无应答|扑(?:了个?)?空"
    r"|爽约|放(?:了)?(?:我|我们)?鸽子|打不通|联系不上|出差(?:了|去了)?|外出(?:了)?|失约|关机"
    r"|占线|休假(?:了)?|不接电话|没空|没时间|没回(?:复|应|电|信)?|请假(?:了)?|白跑一趟"
    r"|不巧)(?:人|他|她)?"
)

#: After these a note begins, without any punctuation. The word itself belongs to the note.
OPENERS_LATIN = (
    r"w/o|about|regarding|re|concerning|discuss(?:ed|ing|es)?|to (?:discuss|talk|review|check"
    r"|go|get|show|learn|understand|introduce|present|walk|ask|hear|sort|resolve|agree|sign"
    r"|plan|align|kick|fix|explain|hand|deliver|collect|say|close|follow|prepare|clarify|settle"
    r"|look|help|install|train|demo|negotiate)|talked about|because|since|but|except|without"
    r"|instead|although|though|that|who|whose|which|where|when|if|so|topic|topics|subject"
    r"|agenda|notes?|summary|feedback|reviewed|agreed|presented|demoed|showed|introduced"
    r"|explained|covered|handed|delivered|signed|promised|negotiated|learned|learnt|heard"
    r"|went (?:through|over|well)|all (?:good|well|fine)|not|no|never|he|she|they|it|him|them"
    r"|everything|everyone|something|there'?s|is|are|am|be|been|being|will|would|should|could"
    r"|can|can'?t|won'?t|may(?= (?:want|need|be))|might|must|has|have(?! (?:met|seen|visited))"
    r"|had (?:a|an|some|no|any|good|great)(?! (?:call|lunch|dinner|coffee|meeting|chat|quick"
    r"|short|long|video|breakfast|drinks?|beer|visit|catch|zoom|teams|phone|nice|good|great|tea"
    r"|tech|meal|brunch|session|talk))|said|says|say|saying|told|tells|asked|asks|asking|wants?"
    r"|wanted|wanting|needs?|needed|likes?|liked|loves?|loved|hates?|thinks?|thought|feels?"
    r"|felt|hopes?|hoped|complain(?:s|ed|ing)?|mention(?:s|ed|ing)?|reports?|reported"
    r"|worri(?:es|ed)|praised|seems|seemed|looks?|looked|gave|gives|got|gets|sent|sends|sends"
    r"|confirmed|confirms|requested|requests|suggested|suggests|raised|raises|expects?|expected"
    r"|plans?|planned|decided|decides|was|were|wasn'?t|weren'?t|isn'?t|aren'?t|don'?t|doesn'?t"
    r"|didn'?t|bought|ordered|orders|works|worked|starts|started|left|leaves|retires|resigned"
    r"|joins|moves|moved|(?:came|comes)(?! (?:to (?:us|our|visit)|by|over))|took|takes|shared"
    r"|shares|offered|offers|accepted|rejected|refused|approved|knows|knew|remembers|called me"
    r"|mad|angry|happy|unhappy|upset|pleased|satisfied|interested|concerned|excited|annoyed"
    r"|frustrated|impressed|quite|very|really|too|also said|still|issue with|problem with"
    r"|trouble with"
)
OPENERS_HAN = (
    r"(?:主要)?(?:聊了聊|聊了|聊到|聊起|(?<!闲)聊|(?<![面座访洽会约])谈(?:了谈|了|到|妥)?"
    r"|讨论了?|商量了?|商讨了?|说了|说到|说|提到|提出|提了|讲了|反馈|反映|表示|告诉|关于"
    r"|就(?=.{1,12}(?:进行|展开|交换|达成|谈|沟通))|针对|沟通了|交流了|介绍了?|汇报了?|确认了?"
    r"|了解了?|了解到|希望|想要|想(?=买|换|让|了解|知道|请|问|加|做|用|看|升|签|降|提|在|把|再"
    r"|先|去|来|跟|和)|需要|要求|担心|抱怨|觉得|认为|对方|他们|他|她|客户说|得知"
    r"|(?<![访慰])问(?=了|我|他|她|到|起|能|是|什|价)|答应|同意|不同意|签了|催了?|推介|演示了?"
    r"|展示了?|解决了?|处理了?|检查了?|看了看|看了|送了|带去|听取|听了|敲定|落实|推进|建议"
    r"|但是?|不过|因为|所以|如果|目前|现在|可能|非常|很|比较|挺|态度|气氛|已经|正在|还没"
    r"|没(?:有|说|聊|谈|什么|提|想|来|问题|签|空|时间|能)?|不(?=满|想|同|愿|知|太|接|能|会|是"
    r"|在|要|需|行|好|高兴|确定|急|认|错|够)|未(?=来得及|能|果|接|回|见|确|定|签)|内容|主题"
    r"|议题|备注|纪要|为了|进行了|开展了|对(?=.{1,10}(?:满意|不满|感兴趣|有|表示|很|提))"
    r"|让(?=我|他|她|对方|客户|公司)|会议内容|收到|拿到|下单|订单|备件|交期|价格|报价|项目|合同"
    r"|问题|(?:都|也)(?=很|非常|说|觉|表|认|希|想|提|同|满|担))"
)

#: What was done stands before to whom: `presented the roadmap to Tom Baker`.
FRONTED = (
    r"(?:i |we )?(?:presented|demoed|showed|discussed|reviewed|introduced|handed(?: over)?"
    r"|delivered"
    r"|explained|negotiated|agreed|signed|talked through|went through|walked through)"
)

#: Openers that speak of the person before them: with it, `and Bob was out` is all note.
SAYING_LATIN = (
    r"said|says|say|told|tells|asked|asks|wants?|wanted|needs?|needed|was|were|is|are|has|will"
    r"|would|should|could|can|can'?t|wasn'?t|weren'?t|isn'?t|didn'?t|doesn'?t|don'?t|thinks?"
    r"|thought|likes?|liked|complained|complains|mentioned|mentions|left|came|comes|couldn'?t"
    r"|won'?t|not|never|suggested|reported|asked|raised|promised|agreed|seemed|seems|works"
    r"|worked|gave|sent|joins|moved|hopes|hoped|feels|felt|must|might|no|started|starts|retires"
    r"|resigned|got|who|still|also said"
)
SAYING_HAN = (
    r"说|表示|提到|提出|反馈|反映|告诉|讲|希望|想|要求|担心|抱怨|觉得|认为|问|答应|同意|没|不"
    r"|未|已经|正在|还没|很|非常"
)

#: What is planned is no visit yet.
PLANS = (
    r"(?:will|going to|gonna|plan(?:s|ned|ning)? to|planning|need(?:s)? to|have to|should|must"
    r"|want to|intend to|remind me to|let'?s|schedule|scheduled|arrange|would like to|hope to"
    r"|about to|supposed to) (?:\w+ )?(?:meet(?:ing)?|see(?:ing)?|visit(?:ing)?|call(?:ing)?|go"
    r"|catch up|have|phone|contact|talk|speak|a (?:meeting|visit|call))"
)
PLANS_HAN = (
    r"(?:打算|计划|准备|将要|将|即将|需要|应该|想要|要|得|约好|安排)(?:去|来|和|跟|与)?(?:拜访"
    r"|见|访问|联系|会见|约|走访)"
)

#: Where a visit was, when it was nobody's firm.
PLACES = (
    r"office|offices|plant|plants|fab|factory|site|hq|headquarters|hotel|restaurant|booth|stand"
    r"|lab|canteen|cafe|cafeteria|airport|home|house|desk|place|campus|lobby|bar|pub|warehouse"
    r"|workshop|building|reception|gate|cleanroom|station|club|course|work|once|least|last|all"
    r"|first|noon|length|night|lunch|dinner|breakfast|coffee|starbucks|church|gym|school"
    r"|university|showroom|end|start|time|moment|request|their|premises|facility|centre|center"
    r"|hall|table|store|shop"
)

#: Words of business: a loose run with one of these is what was talked about, and nobody's name.
TOPICS = (
    r"again|slow|late|spare|spares|parts|rma|order|orders|delivery|deliveries|quote|quotes"
    r"|quotation|pricing|prices|budget|issue|issues|problem|problems|contract|contracts|renewal"
    r"|support|service|quality|schedule|invoice|payment|discount|demo|trial|pilot|project"
    r"|projects|update|updates|feedback|next steps|meeting|notes|samples?|shipment|shipping"
    r"|lead time|roadmap|training|install|installation|maintenance|repair|warranty|software"
    r"|hardware|machine|machines|tool|tools|yield|throughput|uptime|downtime|ramp|production"
    r"|line|capacity|stock|inventory|sla|proposal|offer|tender|rfq|rfp|nda|deal|competitor"
    r"|competitors|more|less|better|worse|bad|fine|ok|okay|things|stuff|talk|questions?"
    r"|answers?|concerns?|requests?|requirements?|specs?|drawings?|report|reports|plan|plans"
    r"|visit|review|strategy|organisation|organization|reorg|holiday|family|kids|weather"
    r"|football|status|general|various|usual|regular|routine|weekly|monthly|quarterly|annual"
    r"|happy|unhappy|relationship|intro|introduction|overview|expansion"
)


def latin(*patterns: str) -> re.Pattern[str]:
    """A pattern of Latin words, matched as whole words."""
    return re.compile(rf"(?<![a-z0-9'])(?:{'|'.join(patterns)})(?![a-z0-9']|-[a-z0-9])")


def han(pattern: str) -> re.Pattern[str]:
    """A pattern of Chinese words, which have no boundaries."""
    return re.compile(pattern)


def both(in_latin: str, in_han: str) -> re.Pattern[str]:
    """Latin words as whole words, or Chinese ones anywhere."""
    return re.compile(rf"(?<![a-z0-9'])(?:{in_latin})(?![a-z0-9']|-[a-z0-9])|(?:{in_han})")


def tag_names() -> Iterable[str]:
    """All tags that make a voice, the longest first."""
    return sorted(TAGS, key=len, reverse=True)
