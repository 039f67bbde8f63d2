"""The words of places, which are nobody: of a customer, of a town, and of trades that meet."""

#: Where a visit was, when it was nobody's firm.
PLACES = (
    r"(?:bay|dock|gate) \d+"
    r"|office|offices|plant|plants|fab|factory|site|hq|headquarters|hotel|restaurant|booth|stand|lab"
    r"|canteen|cafe|cafeteria|airport|home|house|desk|place|campus|lobby|bar|pub|warehouse|workshop"
    r"|building|reception|gate|cleanroom|station|club|course|work|once|least|last|all|first|noon"
    r"|length|night|lunch|dinner|breakfast|coffee|starbucks|church|gym|school|university|showroom"
    r"|lunchtime|teatime|dawn|dusk|end|start|time|moment|request|their|ours|theirs|mine|hers"
    r"|premises|facility|centre|center|hall|table|store|shop"
)
#: Where one was, behind the name of a customer or a town: `Veldhoven cleanroom`, `site gate`.
SITES = (
    r"plants?|fabs?|sites?|factory|offices?|hq|headquarters|campus|clean ?rooms?|labs?|laboratory"
    r"|warehouse|depot|yard|workshop|works|mill|facility|facilities|buildings?|gate|lobby|reception"
    r"|canteen|cafeteria|car ?park|parking lot|(?:loading )?dock|control room|shop ?floor|terminal"
    r"|ward|clinic|pharmacy|hangar|quay|mine|rig|branch|showroom|meeting room|board ?room|foyer"
    r"|refinery|foundry|brewery|dairy|bakery|line \d+|unit \d+|fab ?\d+|plant \d+"
)
#: Whom of a customer one met, without a name: `Halden facilities`, `KDC people`.
DEPARTMENTS = (
    r"purchasing|procurement|engineering|maintenance|quality|qa|qc|r ?& ?d|research|operations|ops"
    r"|logistics|facilities|finance|accounts|accounting|sales|marketing|it|hr|legal|stores|planning"
    r"|production|manufacturing|tooling|metrology|compliance|validation|regulatory|ehs|hse|safety"
    r"|service|supply chain|radiology|oncology|theatres?|biomed|estates|utilities|packaging|dept"
    r"|department|division|people|folks|team|guys|crew|staff|delegation|visitors|contingent|lot"
)

#: What a trade meets at; the name of one stands before it: `IBA fair`, `Food & drink expo`.
SHOWS = (
    r"trade[\s-]?(?:shows?|fairs?)|conferences?|expos?|exhibitions?|fairs?|summits?|symposiums?"
    r"|congress(?:es)?|conventions?|tradeshows?"
    r"|(?<!paint )(?<!spray )(?<!test )(?<!photo )booth(?! ?[a-z]?\d)"
)
#: Fairs that go by their names, and are nobody's: one says where they are.
FAIRS = (
    r"achema|anuga|arab health|arablab|automatica|bauma|bio international|ces|compamed|cosmoprof"
    r"|cphi|drupa|electronica|embedded world|eurobike|eurosatory|expomin|fakuma|fespa|formnext"
    r"|gastech|gitex|glasstec|gulfood|hannover messe|hannover fair|hospitalar|iba fair|ifat|imts"
    r"|interpack|intersolar|k show|ligna|logimat|medica|medlab|mwc|nepcon|pack expo|pittcon"
    r"|plma|ppma|powergen|productronica|rsna|semicon(?: (?:west|china|europa|taiwan|japan|korea|sea"
    r"|india))?|sial|spie|techtextil|wire düsseldorf|world of concrete"
)
FAIR_PLACES = (
    r"d[uü]sseldorf|frankfurt|hann?over|munich|m[uü]nchen|berlin|cologne|k[oö]ln|nuremberg|n[uü]rnberg"
    r"|stuttgart|hamburg|leipzig|vienna|wien|basel|geneva|zurich|milano?|bologna|rimini|paris|lyon"
    r"|lille|madrid|barcelona|amsterdam|utrecht|london|birmingham|chicago|(?:las )?vegas|anaheim"
    r"|san (?:diego|francisco|jose)|houston|orlando|atlanta|boston|phoenix|shanghai|beijing"
    r"|guangzhou|shenzhen|hong kong|taipei|tokyo|osaka|makuhari|yokohama|seoul|singapore|bangkok"
    r"|kuala lumpur|jakarta|hanoi|dubai|abu dhabi|riyadh|mumbai|new delhi|delhi|bangalore"
    r"|bengaluru|sydney|melbourne|s[aã]o paulo|mexico city|europe|asia|usa|america|china|japan"
    r"|korea|india|20\d\d"
)
#: Towns of China and around it, as hanzi write them: 在深圳和李伟见面.
TOWNS_HAN = (
    r"上海|北京|深圳|广州|苏州|杭州|成都|武汉|南京|重庆|西安|青岛|天津|郑州|长沙|厦门|东莞|香港|台北|台中"
    r"|高雄|南港|新加坡|无锡|合肥|宁波|大连|佛山|珠海|惠州|新竹|竹[北科南]|台南|桃园|昆山|济南|沈阳|福州|常州|南通"
    r"|嘉兴|绍兴|哈尔滨|石家庄|贵阳|南宁|海口|澳门|九龙|东京|首尔|中山|徐州|扬州|镇江|烟台|潍坊|南昌|昆明|兰州"
)
#: What one eats and drinks with customers elsewhere; nobody is called so.
LOCAL_FOOD = (
    r"makan(?: (?:siang|malam))?|teh tarik|kopi(?:tiam)?|dim ?sum|yum ?cha|roti canai"
    r"|nasi (?:lemak|goreng|padang)|laksa|satay|tapas|pintxos|paella|asado|churrasco|tiffin|biryani"
    r"|thali|dosa|izakaya|nomikai|sushi|hoesik|soju|aperitivo|ap[eé]ro|aperitif|fika|mezze|raclette"
    r"|fondue|brotzeit|weisswurst|bratwurst|kaffee(?: und kuchen)?|mittagessen|abendessen"
    r"|d[eé]jeuner|almuerzo|comida|pranzo|steak|pizza|pasta|burgers?|barbecue|braai|hot ?pot"
    r"|karaoke|noodles|dumplings"
)
