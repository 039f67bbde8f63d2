"""Words at which the parts of a visit end and the note begins, in English and Chinese."""

from upkeep.phrases.surnames import LISTED

#: After these a note begins, without any punctuation. The word itself belongs to the note.
OPENERS_LATIN = (
    r"w/o|(?:he|she|they|it)'(?:ll|d|s)(?! (?:office|desk))"
    r"|(?:idea|need|worry|complaint|praise|request|problem|issue|concern|ask|wish|suggestion|remark"
    r"|comment|result|outcome|status)s?(?=\s?:)|about|abt|newly|regarding|re|concerning|discuss(?:ed|ing|es)?"
    r"|to (?:wish|congratulate|thank) (?:him|her|them)"
    r"|to (?:discuss|talk|review|check|go|get|show|learn|understand|introduce|present|walk|ask|hear"
    r"|sort|resolve|agree|sign|plan|align|kick|fix|explain|hand|deliver|collect|say|close|follow"
    r"|prepare|clarify|settle|look|help|install|train|demo|negotiate)|talked about|because|since"
    r"|but|except|without|instead|although|though|that|who|whose|which|where|when|if|so|topic"
    r"|topics|subject|agenda|notes?|summary|feedback|reviewed|agreed|presented|demoed"
    r"|(?<!no-)(?<!no )showed"
    r"|introduced|explained|covered|handed|delivered|signed|promised|negotiated|learned|learnt"
    r"|heard|went (?:through|over|well)|all (?:good|well|fine)|not|no|never|he|she|they"
    r"|(?<!make )it(?![\u4e00-\u9fff]| (?:manager|director|head|lead|admin|engineer|specialist"
    r"|dep))|him|them|everything|everyone|something|there'?s|is|are|am|be|been|being|will|would"
    r"|couldn'?t|should|could|can|can'?t|won'?t|may(?= (?:want|need|be))|might|must|has"
    r"|have(?! (?:met|seen|visited))"
    r"|had (?:a|an|some|no|any|good|great)(?! (?:call|lunch|dinner|coffee|meeting|chat|quick|short"
    r"|long|video|breakfast|drinks?|beer|visit|catch|zoom|teams|phone|nice|good|great|tea|tech|meal"
    r"|brunch|session|talk))|said|says|say|saying|told|tells|asked|asks|asking|wants?|wanted"
    r"|wanting|needs?|needed|likes?|liked|loves?|loved|hates?|thinks?|thought|feels?|felt|hopes?"
    r"|hoped|complain(?:s|ed|ing)?|mention(?:s|ed|ing)?|reports?|reported|worri(?:es|ed)|praised"
    r"|seems|seemed|looks?|looked|gave|gives|got|gets|sent|sends|sends|confirmed|confirms|requested"
    r"|requests|suggested|suggests|raised|raises|expects?|expected|plans?|planned|decided|decides"
    r"|(?:was|were)(?! in town\s*[,;.])(?! (?:here |over |round |with us )*"
    r"(?:on|for) (?:an? )?(?:company|site|factory|plant) (?:tour|visit)s?(?![a-z]))"
    r"|wasn'?t|weren'?t|isn'?t|aren'?t|don'?t|doesn'?t|didn'?t"
    r"|bought|ordered|orders"
    r"|(?<!our )(?<!their )(?<!the )works"
    r"|worked|starts|started|(?<!had )(?<!already )left|leaves|retires|resigned|joins|moves|moved"
    r"|(?:came|comes)(?! (?:to (?:us|our|visit)|by|over|in|round|past|(?:for|on) (?:an? )?(?:"
    r"company|site|factory|plant|tour|visit)|for an? )"
    r"|(?<!body came)(?<!one came)(?<!else came)\s*(?:$|[.;!]))"
    r"|took|takes|shared|shares|offered|offers|accepted"
    r"|rejected|refused|approved|knows|knew|remembers|mad|angry|happy|unhappy|upset|pleased"
    r"|satisfied|interested|concerned|excited|annoyed|frustrated|impressed|quite|very|really|too"
    r"|also said|still|issue with|problem with|trouble with"
)
OPENERS_HAN = (
    r"(?:主要)?(?:聊了聊|聊了(?!几句\s[^\s])|聊到|聊起|(?<!闲)聊(?!了几句\s[^\s])|倾[咗过下](?!.{0,2}电话)"
    r"|(?<![面座访洽会约])谈(?:了谈|了|到|妥)?|讨论了?|商量了?|商讨了?|说了|说到|说|提到|提出|提了"
    r"|讲了|反馈|反映|表示|告诉|关于|就(?=.{1,12}(?:进行|展开|交换|达成|谈|沟通))|针对|沟通了"
    r"|交流了|介绍了?|汇报了?|确认了?|了解了?|了解到|希望|想要|想(?=买|换|让|了解|知道|请|问|加|做"
    r"|用|看|升|签|降|提|在|把|再|先|去|来|跟|和)|需要|要求|担心|抱怨|觉得|认为"
    rf"|对方(?!(?:是|有|参会|参加|到场|出席)?(?:人员)?\s?{LISTED})"
    r"|(?<!参观了)(?<!走访了)(?<!看了)(?<!接替)(?<!顶替)(?<!接任)他们?|(?<!接替)(?<!顶替)(?<!接任)她|客户说|得知|(?<![访慰])问(?=了|我|他|她|到|起|能|是"
    r"|什|价)|答应|同意|不同意|签了|催了?|推介|演示了?|展示了?|解决了?|处理了?|检查了?|查看了?|看了看|看了"
    r"|送了|带去|听取|听了|敲定|落实|推进|建议|但是?|不过|(?<!再)约了?(?=(?:他|她)?(?:下个?[周月]"
    r"|明天|后天|改天))|改天|再约|因为|所以|如果|目前|现在|可能|非常|(?:特别|十分|相当|格外)(?=满意|高兴|开心|感谢|认可|热情|关心|关注|担心|着急|生气|不满|支持|重视|客气|喜欢|顺利)|很|比较|挺|态度|气氛|已经|正在"
    r"|还没|没(?:有|说|聊|谈|什么|提|想|来|问题|签|空|时间|能)?|不(?=满|想|同|愿|知|太|接|能|会|是"
    r"|在|要|需|行|好|高兴|确定|急|认|错|够)|未(?=来得及|能|果|接|回|见|确|定|签)|内容|主题|议题"
    r"|备注|纪要|为了|进行了|开展了|对(?=.{1,10}(?:满意|不满|感兴趣|有|表示|很|提))|让(?=我|他|她"
    r"|对方|客户|公司)|会议内容|收到|拿到|下单|订单|备件|交期|价格|报价|项目(?!经理|主管|总监|负责"
    r"|工程师|专员)|合同|问题|(?:都|也)(?=很|非常|说|觉|表|认|希|想|提|同|满|担))"
)

_ALL_OF_THEM = r"(?:all|team|everyone|everybody|folks|guys|both|there|colleagues|gang|mates?)"
#: How a note to colleagues begins: `Hallo team,`, `Dear all:`, `quick one:`, 大家好，.
GREETINGS = (
    rf"(?:(?:hi+|hiya|hey|hello|hallo|good (?:morning|afternoon|evening|day)|guten (?:morgen|tag)"
    rf"|moin|bonjour|hola|ciao)(?: {_ALL_OF_THEM})?|(?:dear|morning|afternoon|evening)"
    rf" {_ALL_OF_THEM}|(?:morning|all|team|everyone|everybody|folks|guys)(?=\s*[,!:]))"
    r"(?![a-z0-9'])[\s,.!:–-]*"
    r"|(?:(?:a|just|one|my|short|quick|brief|small|late|daily|visit|customer|call|trip) )*"
    r"(?:one|note|update|report|log|entry|recap|summary|heads[\s-]?up|info|debrief|minutes|record"
    r"|more|for the record|idea|need|worry|complaint|praise|problem|issue|concern)"
    r"(?: from me| for you| to log)?"
    r"\s*(?::|\s[–—-]\s|,(?=\s*(?:i|we|met|saw|had|visited|called|spoke)\s))\s*"
    r"|(?:补记?录?一?[条下个]?|(?:拜访)?(?:汇报|小结|日报|记录|流水)(?:一下)?)\s*[:：]\s*"
    r"|(?:大家|各位)(?:同事|早上?|上午|下午|晚上)?好?[\s,，!！:：。]*"
)

#: What people say before they know what to say. `So` may be a surname, unless a sentence follows.
HESITATIONS = (
    r"(?:u+h+m*|u+m+|er+m*|hm+|well|ok(?:ay)?|alright|yeah|right|anyway)"
    r"(?![a-z0-9'-])[\s,.!]*|(?:kindly|please|pls)(?: note)?(?: that)?(?![a-z0-9'-])[\s,.!]*"
    r"|(?:just |i'?m |am )*(?:(?:got )?back|returned|returning)\s+(?=from\s)"
    r"|to be (?:frank|honest|fair)[\s,]*|(?:sir|fyi|g'day)(?![a-z0-9'-])[\s,.!]*"
    r"|so[\s,]+(?=(?:i|we|just|today|yesterday|this|last|on|had|met|saw|u+m+|u+h+)(?![a-z]))"
    r"|(?:那个|那么|嗯+|呃+|额|啊|哦|就是)[\s,，、。…]*"
)

_POLITELY = (
    r"i|we|it|this|me|us|has|had|is|was|am|are|to|that|of|for|the|a|an|my|our|with|very|most|great"
    r"|real|much|just|also|here|please|kindly|pleasure|honou?r|privilege|regret|joy|delight|luck"
    r"|fortune|chance|pleased|glad|happy|delighted|sorry|lucky|fortunate|honou?red|lovely|nice|good"
    r"|wonderful|herewith|hereby"
)
_REPORTING = r"record|report|note|log|add|confirm|state|say|mention|inform you|advise(?:d| you)?"
#: What stands politely before what was done: `I would like to record that I met`.
PREAMBLE = (
    rf"(?:(?:{_POLITELY}|would|should|like|love|want|wish|may|let|be|know|have)\s+){{1,10}}?"
    rf"(?:{_REPORTING})\s+that\s+"
    rf"|(?:(?:{_POLITELY})\s+){{2,10}}?(?:of\s+(?=(?:meeting|seeing|visiting|having|hosting)\s)"
    r"|(?:lovely|nice|good|wonderful|great|pleasure|pleased|glad|happy|delighted|honou?r(?:ed)?"
    r"|privilege|joy|delight|treat)\s+to\s+(?:finally\s+)?(?:have\s+(?=(?:a |an )?(?:\w+ )?"
    r"(?:lunch|dinner|breakfast|coffee|tea|drinks|call|chat)\s)|(?:meet|see)\s+))"
)

#: What the parts of a visit are called where a form was filled in; two or more make one.
LABELS = (
    r"(?:who|whom|with|contacts?|persons?|people|names?|customer|client|account|company|where|when"
    r"|date|day|how|channel|type|method|mode|客户|公司|人员?|联系人|对象|拜访对象|拜访人|参加人"
    r"|时间|日期|方式|渠道|形式)"
)

#: What was done stands before to whom: `presented the roadmap to Tom Baker`.
FRONTED = (
    r"(?:i |we )?(?:presented|demoed|showed|discussed|reviewed|introduced|handed(?: over)?|changed"
    r"|replaced|repaired|fixed|swapped|installed|tested|calibrated|commissioned|inspected|adjusted"
    r"|delivered|explained|negotiated|agreed|signed|talked through|went through|walked through)"
)

#: What was given stands behind to whom: `emailed Tom Baker the certificate`.
GAVE = (
    r"(?:e-?mailed|mailed|sent|texted|messaged|whatsapped|forwarded|gave|handed|showed|brought"
    r"|dropped|bought|offered|promised|faxed|wechatted|dm'?e?d|pinged|shared with|took)"
)
GIVEN = r"(?:the|an?|our|their|his|her|my|some|two|three|new|revised|updated|another|more|samples)"

#: What says when or by whom it came to be, which is not when one was shown it.
MORE_OF_IT = (
    r"(?:[a-z]+(?:ed|en|wn)|from|of|for|by|we|i|you|he|she|they|it|that|who|which|due|next|last|since"
    r"|until|sent|made|built|bought|left|came|done|cut|put|set|got|lost|found|held|sold|paid|kept"
    r"|dug|laid|burnt|bent|hit|and|or|but)(?![a-z])"
)

#: Openers that speak of the person before them: with it, `and Bob was out` is all note.
SAYING_LATIN = (
    r"said|says|say|told|tells|asked|asks|wants?|wanted|needs?|needed|was|were|is|are|has|will"
    r"|would|should|could|can|can'?t|wasn'?t|weren'?t|isn'?t|didn'?t|doesn'?t|don'?t|thinks?"
    r"|thought|likes?|liked|complained|complains|mentioned|mentions|left|came|comes|couldn'?t"
    r"|leaves|returns|won'?t|not|never|suggested|reported|asked|raised|promised|agreed|seemed|seems"
    r"|works|worked|sends|gave|sent|joins|moved|hopes|hoped|feels|felt|must|might|no|started|starts"
    r"|retires|resigned|got|who|still|also said"
)
SAYING_HAN = (
    r"说|介绍的|安排的|推荐的|表示|提到|提出|反馈|反映|告诉|讲|希望|想|要求|担心|抱怨|觉得|认为|问"
    r"|答应|同意|没|不|未|已经|正在|还没|很|非常"
)

#: What is planned is no visit yet.
PLANS = (
    r"(?<!was )(?<!were )"
    r"(?:will|going to|gonna|plan(?:s|ned|ning)? to|planning|need(?:s)? to|have to|should|must"
    r"|want(?:ed)? to|intend(?:ed)? to|remind me to|let'?s|schedule|scheduled|arrange"
    r"|would like to|hoped? to"
    r"|about to|supposed to) (?:\w+ )?(?:meet(?:ing)?|see(?:ing)?|visit(?:ing)?|call(?:ing)?|go"
    r"|catch up|have|phone|contact|talk|speak|a (?:meeting|visit|call))"
)
PLANS_HAN = (
    r"(?:打算|计划|准备|将要|将|即将|需要|应该|想要|要|得|约好|安排)(?:去|来|和|跟|与)?(?:拜访|见"
    r"|访问|联系|会见|约|走访)"
)

#: Who came along without a name.
COMPANIONS = (
    r"(?:(?:his|her|their|the|some|two|three|several|a few|other|others) )*(?:team|boss|manager"
    r"|colleagues?|assistant|interpreter|translator|secretary|engineers?|guys|people|crew|others)"
)

#: Words of business: a loose run with one of these is what was talked about, and nobody's name.
TOPICS = (
    r"pm|qbrs?|mbrs?|ebrs?|kick-?off|poc|fat|install|again|slow|late|price|list|lists|brochure"
    r"|catalogue|catalog|docs?|documents?|spare|spares|parts|rma|order|orders|delivery|deliveries"
    r"|quote|quotes|quotation|pricing|prices|budget|issue|issues|problem|problems|contract"
    r"|contracts|renewal|support|service|quality|schedule|invoice|payment|discount|demo|trial|pilot"
    r"|project|projects|update|updates|feedback|next steps|meeting|notes|samples?|shipment|shipping"
    r"|lead time|roadmap|training|install|installation|maintenance|repair|warranty|software"
    r"|hardware|machine|machines|tool|tools|yield|throughput|uptime|downtime|ramp|production|line"
    r"|capacity|stock|inventory|sla|proposal|offer|tender|rfq|rfp|nda|deal|competitor|competitors"
    r"|more|less|better|worse|bad|fine|ok|okay|things|stuff|talk|questions?|answers?|concerns?"
    r"|requests?|requirements?|specs?|drawings?|report|reports|plan|plans|visit|review|strategy"
    r"|organisation|organization|reorg|holiday|family|kids|weather|football|status|general|various"
    r"|usual|regular|routine|weekly|monthly|quarterly|annual|happy|unhappy|moods?|vibes?|atmosphere"
    r"|relationship|wi-?fi|intro|introduction|overview|expansion|vs|versus|capex|opex|commissioning|retrofit"
)

#: Behind these all was talked about, and nobody met.
TALK = (
    r"about|abt|regarding|re|concerning|discuss(?:ed|ing|es)?|talked through|agenda|topics?|subject"
    r"|feedback|that"
)
TALK_HAN = (
    r"聊|(?<![面座访洽会约])谈|讨论|商量|商讨|关于|针对|沟通|交流|汇报|说|提[到了出起]|讲|反馈|反映"
    r"|表示|告诉|建议"
)
#: A clause with one of these tells what somebody said, wants or will do. Some are called Will.
TOLD = (
    r"said|says?|saying|told|tells|asked|asks|wants?|wanted|needs?|needed|thinks?|thought|hopes?"
    r"|hoped|complain(?:s|ed)|mention(?:s|ed)|reports?|reported|worri(?:es|ed)|suggest(?:s|ed)"
    r"|promise[sd]|joins|comes|leaves|starts|sends|returns|arrives|retires|would|should|could|might"
    r"|must|may(?= (?:want|need|be))|(?:he|she|they|i|we)'ll|ha(?:s|ve) to"
    r"|will(?= (?:not|also|then|probably|soon|only|never|try|be|call|ring|e?-?mail|send|bring|come"
    r"|join|do|follow|get|give|go|have|take|make|visit|meet|need|check|confirm|see|ask|order|buy"
    r"|sign|pay|ship|deliver|return|retire|leave|start|move|let|look|reply|review|discuss|prepare"
    r"|provide|share|report|update|decide|wait|talk|speak|show|tell|want|help|arrange|organi[sz]e"
    r"|schedule|finish|stay|work))"
    r"|(?:sent|forwarded|gave|passed|e?-?mailed) (?:[a-z']+ ){1,6}(?:to|from)"
    r"|next (?:time|week|month|year)|tomorrow"
    r"|to (?:chase|send|call|see|meet|prepare|do|give|make|bring|join|come|be|have|take|ask|confirm"
    r"|order|discuss|talk|review|check|go|get|show|sign|plan|fix|follow|help)"
)
TOLD_HAN = (
    r"再(?:联系|约|聊|谈|说|定|议|沟通|确认)(?!了)|介绍的|安排的|推荐的|希望|想|要|担心|抱怨|觉得|认为|得知|问|答应|同意|转告|夸|下次|下周"
    r"|下个?月|明天|后天|改天|以后"
)
#: A clause with one of these tells who was not met.
MISSED = (
    r"not|(?:did|does|do|was|were|is|are|could|would|should|ca|wo|has|have|had)n'?t|never|no"
    r"|without|w/o|except|instead of|rather than|absent|sick|ill|out|away|off|missed|cancell?ed"
)
MISSED_HAN = r"没|未|不(?!过)|缺席|请假|出差|休假"

#: Who stands behind these helped to meet somebody, or was not met.
THANKS_TO = (
    r"(?<![a-z])(?:thanks to|(?<=\()for|(?:standing|filling|stands?|stood|fill(?:s|ed)) in for"
    r"|in honou?r of"
    r"|(?:organi[sz]ed|arranged|hosted|paid) by|covering for"
    r"|on behalf of|in place of|instead of|through|via|(?:introduced|invited"
    r"|sent|recommended) by)"
)
#: Words that say how or when, and that some people are called.
ADVERBS_HAN = "白天 黄昏 黎明 清晨 成功 顺利 正好 刚好 高兴 方便 高峰 和平 平安"
#: The same of running Chinese, with what was done to it: 核对账, 做进货检验.
TOPICS_HAN = (
    r"(?:核对|对了?|做了?|修了?|看了?|查了?)?(?:进货|出货|来料)?(?:库存|对账|账目?|备件|样品|图纸"
    r"|发票|交期|报价|价格|方案|资料|合同|设备|机台|检验|验收|调试|维修|保养|盘点|巡检|培训|测试"
    r"|试机)"
)
