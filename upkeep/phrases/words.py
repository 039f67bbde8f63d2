"""The words of visits in English and Chinese, as tables: tags, channels and verbs."""

import re
from collections.abc import Iterable

from upkeep.phrases.places import FAIR_PLACES, FAIRS, LOCAL_FOOD, SHOWS, TOWNS_HAN
from upkeep.phrases.surnames import SURNAMES
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

_LOOKS = r"(?:参观|参访|考察|看设备|看样机|审厂|验厂)"
#: Where one is shown round: at ours, and at the customer's.
_OURS = r"(?:公司|我司|展厅|总部)"
_SHOP = (
    r"(?:现场|工厂|产线|车间|厂区|厂房|生产线|实验室|展厅|洁净室|无尘室|仓库|保税仓|仓储|立体库|堆场"
    r"|机房|中试线|样板间|手术室|病区|科室|中心)"
)
#: What one eats: 吃便当.
_DISHES = (
    r"火锅|面|饺子|海鲜|烧烤|夜宵|宵夜|消夜|早茶|尾牙|便当|盒饭|快餐|简餐|西餐|小吃|自助|米粉|牛肉面|拉面|烤[鸭肉鱼]"
    r"|牛排|寿司|日料|川菜|粤菜|小龙虾|螃蟹|大闸蟹|涮羊肉|麻辣烫|热炒|粽子|月饼|汤圆|披萨|汉堡"
)
#: What trade shows are of: 台北国际食品机械展.
_FIELDS = (
    rf"{TOWNS_HAN}|中国|国际|亚洲|全国|行业|春季|秋季|年度|医疗|器械|设备|医药|制药|药机|药品|机械|食品|包装"
    r"|化工|涂料|橡塑|塑料|半导体|集成电路|芯片|电子|光电|激光|工业|工控|自动化|智能|智慧|制造|机床|模具"
    r"|五金|焊接|物流|仓储|冷链|运输|交通|航空|海事|船舶|港口|汽车|电车|电池|新能源|储能|光伏|环保|水处理"
    r"|泵阀|流体|检验|检测|实验室|仪器|仪表|分析|生化|生物|生命科学|口腔|牙科|护理|康复|养老|美容|农业"
    r"|农机|饲料|烘焙|餐饮|酒店|饮料|乳品|建材|纺织|印刷|安防|消防|矿业|石油|石化|燃气|特气|表面处理|粉体"
    r"|学术|校友"
)
#: Latin patterns stand between word boundaries, Chinese ones anywhere. The first to match wins a
#: stretch of text, so the narrower ones come first.
_BY_VIDEO = r"zoom|teams|webex|skype|facetime|google meet|voov|tencent meeting"
_BY_TEXT = (
    r"line(?! ?[a-z]?\d)|wechat|whatsapp|kakao(?:talk)?|telegram|viber|messenger|slack|sms|e-?mail"
)
CHANNELS: tuple[tuple[Channel, str, str], ...] = (
    (
        Channel.CALL,
        (
            r"(?:line|wechat|whatsapp|viber|kakao(?:talk)?|messenger|telegram)"
            r" (?:voice |audio )?calls?"
        ),
        r"(?:微信|钉钉)语音(?:通话|电话|(?!消息|留言|信息|回))",
    ),
    (
        Channel.VIDEO,
        (
            r"(?:(?:line|wechat|whatsapp|messenger|telegram) )?vid(?:eo)?[\s-]?(?:calls?|chats?"
            r"|conf(?:erence)?s?|meetings?|mtgs?)"
            r"|(?:zoom|teams|webex|skype|facetime|google meet|gmeet|meet|tencent meeting|voov"
            r"|online|virtual|web)[\s-](?:(?:web )?(?:calls?|meetings?|mtgs?|sessions?|chats?|video"
            r"|conf(?:erence)?s?))"
            r"|(?:dial+ed in(?:to)? |calls? |meetings? |dial+ed )?(?:on|via|over|by|into)"
            rf" (?:the |a )?(?:{_BY_VIDEO}|video)|dial+ed in(?:to)? (?:the |a )?(?:{_BY_VIDEO})"
            r"|webex|(?:teams|google meet|gmeet)(?= w(?:ith)?\b)|zoom(?:ed)?"
            r"|facetime|videoconf(?:erence)?|online meeting|video"
            r"|(?:(?<=[,\x01–—-] )|^)teams(?=\s*(?:$|[,.;\n\x01]|[–—-]\s))"
        ),
        (
            r"[用以]\s?(?:zoom|teams|webex|skype)|(?:开了?\s?)?(?:zoom|teams|webex)\s?(?:视频|线上)?会议?|开了?\s?(?:zoom|teams|webex)"
            r"|(?:zoom|teams|webex)(?=\s?[\u4e00-\u9fff])"
            r"|(?:微信|钉钉|飞书|企业微信|企微)?视(?:频|讯)(?:会议|通话|电话|会)?|线上(?:会议|会)?"
            r"|腾讯会议|网络会议|远程会议|在线会议|云会议"
        ),
    ),
    (
        Channel.COMPANY_TOUR,
        (
            r"company tours?"
            r"|(?:toured|visited|saw|came (?:over )?(?:to|round)|tour of|visit to) (?:us|ours"
            r"|our (?:[a-z0-9'-]+ ){0,2}?(?:company|factory|plant|office|offices|hq|headquarters"
            r"|fab|lab|site|place|campus|showroom|works|facility|warehouse|clean ?room|line))"
            r"(?: (?:today|for a tour))?|hq tour|office tour|showroom tour"
            r"|at our (?:[a-z0-9'-]+ ){0,2}?(?:company|factory|plant|office|offices|hq|headquarters"
            r"|fab|lab|site|facility|warehouse)"
        ),
        (
            rf"(?:来|到|莅临|到访)?(?:我们|我)?(?:的)?{_OURS}来?(?:{_LOOKS}|来访)了?"
            rf"(?:公司|我司|总部)?(?:的?{_SHOP})?"
            rf"|{_LOOKS}了?(?:我们|我)(?:的)?(?:{_OURS}|{_SHOP})(?:的?{_SHOP})?"
            rf"|{_LOOKS}了?(?:我司|展厅|总部|公司)(?:的?{_SHOP})?"
            rf"|[来到]我们的?(?:这[边里儿]?|{_SHOP})(?:{_LOOKS})?了?"
            rf"|(?:来(?:我们?的?)?|(?:到|莅临)我们?的?)(?:厂[里区]?|基地)(?:{_LOOKS})了?"
            r"|来访|到访|来我(?:们公司|司|们这里)|来公司|在我(?:司|们公司)(?=接待)"
        ),
    ),
    (
        Channel.SITE_TOUR,
        (
            r"(?:site|plant|factory|fab|shop[\s-]?floor|line|cleanroom|warehouse"
            r"|facility) (?:tours?|walks?|visits?|inspections?)"
            r"|(?:toured|walked) (?:the |their )?(?:site|plant|factory|fab|shop[\s-]?floor|line"
            r"|warehouse|facility)"
            r"|(?:toured|walked)(?= (?:the )?\x01+ ?(?:site|plant|factory|fab|line|warehouse"
            r"|facility))|gemba(?: walk)?|walkthrough"
        ),
        (
            r"(?:带我们?)?(?:参观|参访|走访|考察|巡查|看了?)(?:了)?(?:一下)?(?:他们|客户|对方"
            r"|他们的)?(?:的)?(?:现场|工厂|产线|车间|厂区|厂房|生产线|工地|厂|仓库|实验室|洁净室)"
            r"|现场(?:参观|参访|走访|考察|巡查)"
            rf"|(?:{_LOOKS}|看)了?(?=[的\s\x01]{{1,20}}[\u4e00-\u9fff]{{0,4}}?{_SHOP})|巡厂|看厂"
            r"|(?:工厂|厂区|车间|产线)参观|走厂|下车间"
        ),
    ),
    (
        Channel.TECHNICAL_EXCHANGE,
        (
            r"tech(?:nical)?[\s-](?:exchanges?|talks?|sessions?|discussions?|reviews?|workshops?"
            r"|meetings?|seminars?|deep[\s-]dives?)|design reviews?|engineering reviews?|workshops?"
        ),
        r"技术(?:交流|研讨|讨论|沟通|对接|评审)会?|方案交流",
    ),
    (
        Channel.EVENT,
        (
            r"at (?:the |a )?(?:[a-z0-9]+ ){1,3}(?:(?:trade )?(?:shows?|fairs?)|expos?|exhibitions?"
            r"|conferences?)(?= (?:on|in|last|yesterday|today|this|with)|\s*[\x01,.;]|$)"
            rf"|(?:{FAIRS})(?:[ ,]+(?:{FAIR_PLACES}))?"
            r"(?! (?:prep|plan|follow|lunch|dinner|breakfast|drinks))"
            rf"|(?:{SHOWS})(?! calls?)"
            r"|(?<!to )(?<!no )(?<!not )(?<!n't )(?<!will )(?<!can )(?<!could )shows?"
            r"(?= (?:in|at|on|with|w|today|yesterday|last|this|floor)(?![a-z])|\s*[\x01,.;:]|$)"
            r"|events?|seminars?|meetups?|galas?|receptions?|open (?:days?|house)"
            r"|(?:vendor|supplier|customer|user|partner|family|innovation|tech) days?"
            r"|golf(?: outing| day| round)?"
        ),
        (
            rf"(?:{_FIELDS})+(?:展览?会?|博览会|大会|年会)(?:现场|期间)?上?"
            rf"|(?<=[在去])[\u4e00-\u9fff]{{2,6}}展(?=上|期间|[碰遇]|见[到了])上?"
            rf"|(?:{TOWNS_HAN})?(?:展会|展览会?|博览会)(?:现场|期间)?上?|研讨会|博览会|峰会|论坛"
            r"|[进医工世车农食西东数智南药茶林煤矿]博会|[广高药昆]交会|糖酒会|订货会|展销会|招商会"
            r"|(?:展[台位]|[摊攤]位)上?(?=[碰遇见聊接\s,，])"
            r"|(?<![a-z])(?:cmef|chinaplas|propak|interphex|cphi|achema|fhc|hofex"
            r"|semicon(?: [a-z]{4,6})?(?=\s?展))(?![a-z])\s?(?:展(?:会|览会|[台位])?上?)?"
            r"|年会|大会|沙龙|行业活动|活动|发布会|晚会|球赛"
            r"|打?了?(?:高尔夫|网球|羽毛球|乒乓球|篮球)|打球|钓鱼"
        ),
    ),
    (
        Channel.MEAL,
        (
            r"(?:(?:out|over|for|to|at|had|did|a|business|working|team|quick) )*(?:lunch(?:ed|es)?"
            r"|dinners?|breakfasts?|brunch|supper|meals?|coffees?|drinks|beers?|tea|dined"
            r"|hotpot|coffe|cofee"
            r"|bbq|banquet|ate|eaten|cuppa|brekk(?:y|ie)s?|pints?|bite(?: to eat)?|tacos|smoko"
            r"|pub (?:lunch|dinner|meal))(?: together)?"
            rf"|(?:over|for|had|at|did|quick) (?:a |some |quick |nice )*"
            rf"(?:{LOCAL_FOOD}|chai|teh|curry)"
            rf"|(?:^|(?<=, )|(?<=\x01 ))(?:quick )?(?:{LOCAL_FOOD})"
            r"|(?:(?<=, )|^)curry(?: house)?"
        ),
        (
            r"(?:一起|请|共进|约)?(?:吃(?:了|完|过|的)?[一]?[顿个]?(?:午|晚|早|中|便|年夜)?(?:饭"
            rf"|餐)|吃(?:了|完|过|的)?(?:一?[顿个份碗])?(?:{_DISHES})|撸串|饮茶|下午茶|尾牙|午餐"
            r"|晚餐|早餐|餐叙|[晚午]宴|午饭|晚饭|早饭|中饭|聚餐|宴请|饭局|用餐|便饭|喝(?:了"
            r"|完)?[一]?[杯点]?(?:咖啡|下午茶|茶|酒|\s?kopi|\s?teh)|咖啡|工作餐|请客"
            r"|食(?:咗|了|个)?(?:lunch|dinner|午饭|晚饭|饭)|饮咗?(?:早)?茶)"
        ),
    ),
    (
        Channel.MESSAGE,
        (
            r"(?:pinged|messaged|texted|wrote|chat(?:ted)?)(?: me| us)? (?:on|via|over)"
            rf" (?:{_BY_TEXT})"
            rf"|(?:via|over) (?:{_BY_TEXT})"
            r"|(?:(?:e-?)?mail(?:ed|s|ing)?|msgs?|messaged?|messages|messaging|texted|text|texts"
            r"|texting|wechat(?:ed)?|whatsapp(?:ed)?|sms|linkedin|dm'?e?d|dm|slack(?:ed)?|pinged"
            r"|im'?ed|wrote to|wrote|chatted online|line message|telegram|viber"
            r"|kakao(?:talk)?)(?: messages?| msgs?)?(?: to)?"
        ),
        (
            r"(?:发|传|回|在)?(?:了)?(?:个|条|封)?(?:微信|短信|邮件|消息|信息|钉钉|飞书|企微"
            r"|企业微信|电子邮件|电邮|讯息)(?:上|里)?(?:沟通|联系|联络|聊)?(?:了)?"
            rf"|(?<![a-z])(?<![a-z] )line[了咗给]?(?=\s?[{''.join(sorted(SURNAMES))}]"
            r"[\u4e00-\u9fff]{1,2}\s*(?:$|[,:;。\x01]))"
        ),
    ),
    (
        Channel.CALL,
        (
            r"(?:(?<!\bbloke )(?<!\bguy )(?<!\bman )(?<!\blady )(?<!\bsomeone )called(?! round)"
            r"|phoned|rang)(?: (?:me|us))?(?: back)?"
            r"|(?:phone|voice|conference|conf|catch[\s-]?up|follow[\s-]?up|quick|sales"
            r"|a)?[\s-]?calls?(?: with| to)?|phone|telephoned?|telephonic|by telephone|on the phone"
            r"|off (?:the phone|a call|the line)|dialled|dialed|tel|telecon"
            r"|(?<=a )(?:quick )?(?:ring|bell|buzz|tinkle)(?! to| for)"
        ),
        (
            r"(?:(?<![\u4e00-\u9fff])刚)?(?:打完?|打来|通完?|来|去|接|回|拨|倾)?(?:了|咗)?(?:个|一个|一通|通"
            r"|[一两二三四五六七八九几好十\d]+[个通次]|[一两三四五几数]次)?电话(?:会议|会|沟通|拜访|联系|里)?(?:了)?[俾畀]?|来电|打给|回电|致电"
            r"|通话|(?:微信|钉钉)?语音(?:通话|电话)?|电联"
        ),
    ),
    (
        Channel.IN_PERSON,
        r"in[\s-]person|face[\s-]to[\s-]face|f2f|on[\s-]?site|personally|office visit|in the flesh",
        r"当面(?:谈|聊|沟通|交流)?了?|面谈|面对面(?:谈|聊|沟通|交流)?了?|面访|上门|现场|登门",
    ),
)

#: Words by which somebody is met; they also part names from what stands before.
VERBS_LATIN = (
    r"(?:have |had |has |just |i |we |finally |also |briefly |quickly |then "
    r"|again )*(?:had an? (?:[a-z]+ )?(?:talk|discussion|conversation)(?= with)|(?<=just )left"
    r"|(?:(?:got|had) (?:(?:a|the) (?:chance|opportunity|hono(?:u)?r|privilege) )?"
    r"|managed )to (?:meet|see|visit"
    r"|catch|reach|talk to|speak (?:to|with)|get hold of)|got (?:hold of|through to)|ran across"
    r"|came across|stumbled (?:up)?on|hung (?:out|up)(?= with)|spent (?:the|an?|half an"
    r"|all) (?:day|morning"
    r"|afternoon|evening|hour)(?= with)|(?:went |been )(?:out )?(?=with)|one[ -](?:on"
    r"|to)[ -]one(?= with)"
    r"|sit[ -]?down(?= with)|welcomed|entertained|briefed|presented to"
    r"|got off|met(?: up)?|meeting|meet|seen|saw|visited|visiting|visit|had|spent time|caught up"
    r"|catch[\s-]?up|sat(?: down| beside| next to| opposite)?|spoke|speaking"
    r"|talked|chatted|chat|hosted|hosting|joined|dropped by"
    r"|dropped in on|dropped(?: in(?: at| to)?|(?= ?\x01))"
    r"|(?:dropped|stopped|came|swung|popped) past"
    r"|knocked(?: on| at)?|stopped (?:by|in|off)(?: at)?|turned up|looked in(?: on| at)?"
    r"|chased(?: up)?|came (?:by|over|in|round|for|on)|(?:to )?(?:see|meet|visit)"
    r"|bumped into|ran into|logged|log|paid a visit(?: to)?|went to see|went(?: over)?(?: to)?"
    r"|(?:drove|flew|travell?ed|headed)(?: out| over| up| down| in)?(?: to)?|been to|took|received"
    r"|introduced(?: to)?|toured|did|called (?:on|round(?: to| at)?)|reached out to"
    r"|contacted|interviewed|discussion|conversation|exchanged views|walked"
    r"|sent(?! (?:his|her|their) (?:apolog|regret))|grab(?:bed)?|popped(?: in| by| over)?|swung by"
    r"|sync(?:ed)?|kick-?off|joint|gave|led|organi[sz]ed|attended|held|showed around|got together"
    r"|touched base|handed(?: over)?|brought|bought|showed(?! up)"
    r"|came(?=\s*(?:[:,.;\x01]|$))|reached(?= (?:the |their )?\x01)"
    r"|got(?= (?:an? )?\x01)|discussed with"
    r"|discussion with|exchanged with)(?: up)?"
)
VERBS_HAN = (
    r"(?:陪同|参加|参会|与会|出席|到场|在场|在座|随行|同行|接待|对接)(?:人员?|者|我们?)?的?"
    r"(?:有|是|包括)"
    r"|(?:前往|再次|顺便|专程)?(?:拜访|走访|参访|拜会|回访|探访|家访|会见|会面|会晤|面见|接见|见面|碰面"
    r"|(?:联系|联络)上(?![午周次个海])|碰头|碰了?[个一](?:头|面)|碰了?一下|碰见|撞见|转了一?圈|坐了(?:一?会儿?)?|对了一?下|问候"
    r"|挂了|(?<=去)看了|修了?(?=\x01)|[跑去]了?一?趟|跑去|遇见|偶遇|过了一(?:下|遍)|聊上了?|聊完了?"
    r"|道了?个?歉|拜了?个?(?:早|晚)?年|逛了?|打(?=[\u4e00-\u9fff]{2,4}的?\x01)|见到|见了|见过|访问"
    r"|接待|看望|约见|约了|联络|联系|交流|沟通|碰到|遇到|聊天|聊了几句(?=\s[^\s])|开会|开了个会"
    r"|开了会|做了|开了(?:一?[个场次])?|开完|开 ?(?:meeting|mtg)|打了|打过|连线|对接|座谈|参观|考察"
    r"|打卡)(?:了|过|到|完)?(?:一下|一面|一次)?"
    r"|(?<=\x01)揾(?=[\u4e00-\u9fff])|(?<![\u4e00-\u9fff])(?:去|来|到|约)?见(?=\s?[\u4e00-\u9fffa-z\x01])"
    r"|(?<=在)见(?=[\u4e00-\u9fffa-z])|[吃喝开做打](?:了|个|了个)?(?=\s?\x01)"
)


def latin(*patterns: str) -> re.Pattern[str]:
    """A pattern of Latin words, matched as whole words."""
    return re.compile(rf"(?<![a-z0-9'])(?:{'|'.join(patterns)})(?![a-z0-9']|-[a-z0-9])")


def han(pattern: str) -> re.Pattern[str]:
    """A pattern of Chinese words, which have no boundaries."""
    return re.compile(pattern)


def both(in_latin: str, in_han: str) -> re.Pattern[str]:
    """Latin words as whole words, or Chinese ones anywhere."""
    return re.compile(rf"(?:{in_han})|(?<![a-z0-9'])(?:{in_latin})(?![a-z0-9']|-[a-z0-9])")


def tag_names() -> Iterable[str]:
    """All tags that make a voice, the longest first."""
    return sorted(TAGS, key=len, reverse=True)
