"""Words that stand between the parts of a visit and name nobody: small ones, times, titles."""

from upkeep.phrases.places import FAIRS, TOWNS_HAN
from upkeep.phrases.surnames import LISTED

#: Small words that may stand between the parts of a visit and mean nothing by themselves.
FILLERS = (
    r"(?:quick|brief|short|long|nice|good|great|productive) one(?! (?!w(?:ith)?(?![a-z]))[a-z])"
    r"|when(?: (?:i|we))?(?=\s*$)|i|we|me|us|or|through|till|until"
    r"|just|also|together|quick|quickly|brief|briefly|short|long"
    r"|nice|good|great|productive|first|second|another|a|an|the|with|and|over|for|from|to|at|by|via"
    r"|on|of|in|our|my|both|plus|w|visit|visits|meeting|meetings|session|chat|time|again|this"
    r"|during|while|there|word|natter|yarn|sometime|tour|so|instead|mtgs?|mtngs?|thx|thanks|lovely"
    r"|around|about an hour|an hour|half an hour|\d+ ?(?:min|mins|minutes|hours?|hrs?)|then|only"
    r"|needful|(?:delegation|group|party)(?: of)?"
    r"|join(?: also| too)?(?=\s*$)"
    r"|round (?:the |our )?(?:factory|plant|works|lab|site)|lah|lol|haha|btw"
    r"|(?:christmas|xmas|halloween|diwali|thanksgiving)(?: day| eve)?|morning|afternoon|evening"
    r"|(?:nobody|no one) (?:special|in particular)|afterwards|after|before|between|mr|mrs|ms|miss"
    r"|dr|prof|mx|log|logged|entry|note to self|hi|hello|hey|please|pls|team up|up|together with"
    r"|as well as|as well|alongside|accompanied by|joined by|colleague|colleagues|face"
    r"|customer visit|customers?|site|were|was|was there|but|their|his|her|however"
    r"|paid(?: (?:by|for (?:it|us|all)))?"
    r"|boss(?=\s(?!(?:of|from|at|was|is)\s)[a-z])|here|wid|wth|sadly|unfortunately"
    r"|regrettably|(?:very |most )?(?:pleasant|enjoyable|fruitful)"
)
FILLERS_HAN = (
    rf"(?<=[在去到])(?:{TOWNS_HAN})市?(?=\s*(?:$|[和跟与同给,。;\x01]))|"
    r"一行(?:[一二三四五六七八九十两几\d]{1,3}人)?"
    r"|(?<=\x01)(?:充装|无菌|洁净|生产|包装|灌装|冻干|制剂|原料|装配|总装|注塑|冲压|焊接|涂装|保税|成品"
    r"|立体|冷冻|冷藏|危化品|新)的?(?=\x01|车间|工厂|产线|仓)"
    r"|(?<=\x01)(?:厂务|采购|财务|生产|设备|质量|品质|物流|研发|工程|销售|运营|安全|工艺|技术|行政|人事|仓储)"
    r"(?:部门?|科|处)(?![长主经总部])"
    r"|(?:[走转逛]|溜达)了?(?:一圈|转)|[写忙跑]了(?:一|大?半)?(?:天|上午|下午)|整理|装机"
    r"|调试(?=$|[\s,，。\x01])|带的(?=$|[\s,，。])|签收|协助|主持|讲解|牵头|带路|全程"
    r"|(?:结果|谁知|不巧|可惜)(?=$|[,，\s]|[他她人没])"
    r"|路过|途经|我们|我|一起|一[块同齐]|共同|并且|顺便|顺路|然后|还有|以及|分别|今儿|时候|期间|陪同|陪着?|邀请"
    r"|打的(?=\s*(?:$|[,，。]))|驻[场厂点]|也[来到]了(?=\s*(?:$|[,，。；;、]))|食堂|茶?餐厅|饭店|酒店|办公室|会议室|机场|对象|日期|方式|地点|联系人|单位|两位|三位|二位"
    r"|几位|专程|特意|再次|先生|女士|小姐|客户|记录|拜访记录|一趟|一次|一下|参加人员?|参会人员?"
    r"|与会人员?|参与人员?|参加了?|出席了?|也在|都在|在场|在座|作陪|到场|那边|那里|这边|公司里|团队"
    r"|会议|(?<![\u4e00-\u9fff])(?:寄|已(?!经)|刚(?=[和跟与同去在给见]))|没想到"
    r"|很高兴(?=见|认识|拜访|\x01)|(?:高铁|飞机|火车|地铁|班车|路)上|加班|几句(?=\s)|(?:中秋|春节|端午|圣诞)节?|一大早|就去了"
    r"|刚?从(?=\x01)|回来|(?:一直|都)(?=没|未|不|在)|主讲|没白跑|差点没?|竟然|终于|总算|好不容易"
    r"|仓库(?![主管经保科])|门口|大厅|楼下|展台|展位|前台|带队|领队|同行|随行|同去|(?:工厂|车间)(?!主任|主管|经理)"
    r"|(?:周|月|例|早|晨|季度|年度|项目|评审|质量|启动|产销)例?会(?![长议])"
    r"|厂区|厂房|生产线|(?:全程)?配合(?=$|[,，。；\s])"
    r"|[一二三四五六七八九十\d]{1,3}号(?:楼|线|机|井|梯|炉|泵|罐|塔|仓|库|柜|站|区|坑|窑|轿|阀|窗|门|厅|棚|电[梯机炉柜池]|冷[库机]"
    r"|反应|空压|生产|车间)[道组房台间车口釜器站机线]?"
    r"|(?:新年|新春|节日|春节|中秋)(?=\x01)"
    r"|(?:新年|新春|春节|中秋|节日|元旦|端午|国庆|圣诞|生日)(?:问候|祝福|慰问|拜年|礼[品物盒]|月饼|贺卡)"
    r"|对方(?:是|有|参会|参加|到场|出席)?(?:人员)?(?=\s?" + LISTED + r")"
)

#: How one is addressed; nobody is called so.
ADDRESSED = (
    r"(?:hr|hrn|fr)\.|encik|puan|cik|tuan|datuk|dato'|ibu|bapak|khun|mme\.?|mlle\.?|madame|monsieur|senora?|sra\."
    r"|signora?|dott\.|(?:dipl\.?[ -]?)?ing\.|shri|smt\.?|meneer|mevrouw"
)
#: The same, by which some are called.
BEFORE_NAMES = r"pak|bu"
BEHIND_NAMES = r"ji|san|sama|bhai|garu|saab|sahib"

#: How long and how often, wherever it stands.
DURATIONS = (
    r"(?:for )?(?:about |around |almost |nearly |over )?(?:an?|half an?|\d{1,3}(?:\.5)?|one|two"
    r"|three|four|five|ten|fifteen|twenty|thirty|a couple of|a few|several)[ -]?(?:hours?|hrs?|h"
    r"|minutes?|mins?|min)(?: long)?|twice|thrice|(?:three|four|five|several|many) times"
    r"|\d{1,2} ?(?:x|times)|for the (?:first|second|third|last) time"
    r"|for a (?:while|bit|chat|quick chat)|for long"
    r"|all (?:day|morning|afternoon|evening|night)(?: long)?"
    r"|(?:both|each|every) times?|half a day"
    r"|(?:after|before|during|on) (?:the |a )?(?:(?:night|day|early|late) )?shift"
    r"|(?:^|(?<=, ))(?:night|late|early|day|back|morning) shift"
    r"(?= (?:visit|call|check|round|tour|handover)|\s*[,.:;\x01]|$)"
    r"|the whole (?:day|morning|afternoon)"
    r"|(?:booth|stand|hall|room|table|gate) ?[a-z]?\d{1,4}[a-z]?"
    rf"|(?:{FAIRS}) (?:prep|planning|debrief|follow-?up)"
)
DURATIONS_HAN = (
    r"(?:大概|大约|约)?(?:半|一|两|三|四|\d{1,3})个?(?:多)?(?:小时|钟头|分钟)"
    r"|[一二两三五十几]十?[一二三四五六七八九]?分钟|半天|[一两三四五几数好]?[一两三四五几数]次"
    r"|第[一二三]次"
)

#: What somebody is who is named by no more: the quality manager.
TITLES = (
    r"manager|mgr|engineer|director|officer|supervisor|superintendent|buyer|planner|operator"
    r"|technician|tech|specialist|coordinator|controller|inspector|lead|leader|head|chief|boss|clerk"
    r"|assistant|accountant|consultant|analyst|scientist|chemist|nurse|foreman|driver|designer"
    r"|developer|architect|guy|lady|rep|secretary|president|owner|auditor|administrator|fitter"
    r"|electrician|mechanic|machinist|scheduler|expert|agent|trainer|handler|worker"
)
TITLES_HAN = (
    r"经理|主管|主任|总监|副?总|厂长|部长|科长|课长|组长|班长|工程师|技术员|技师|采购员?|专员|助理|秘书|负责人"
    r"|财务|会计|质检|品质|质量|设备|工艺|研发|生产|仓管|厂务|销售"
)
