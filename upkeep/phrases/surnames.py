"""What names in hanzi begin with."""

#: The surnames that most are called by, and the signs of double ones.
SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任"
    "沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔"
    "向汤张劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧葉蘇呂盧鍾譚陸賈鄒龍賀顧錢嚴康尚施牛洪单查解仇区朴盛倪翁齐文庞"
    "樊兰殷欧阳尉迟司诸葛上官夏慕容柯柳路岳梅童聂焦关辛伍管祝左涂耿祁申游詹包鲍阮柴牟裴华凌费娄宁霍骆甘"
)
#: What a name may begin with: 小李, 老王, and the rare ones of the Hundred Family Surnames.
BEGINS = frozenset(
    "小老阿褚卫尤戚喻柏水窦章云奚郎鲁昌苗凤花酆廉岑滕毕邬安常乐时皮卞元卜平穆湛禹狄米贝明臧计伏成谈茅纪舒屈项"
    "蓝闵席季麻强危颜刁虞支昝经房裘缪干应宗宣贲郁杭吉钮嵇邢滑荣荀羊於惠甄曲家封芮羿储靳汲邴糜松井富巫乌巴"
    "弓牧隗山谷车宓蓬全郗班仰秋仲伊宫栾暴钭厉戎祖符景束幸韶郜蓟薄印宿怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍"
    "双闻莘党翟贡劳逄姬扶堵冉宰郦雍郤璩桑桂濮寿通边扈燕冀郏浦农温别庄晏瞿阎充慕连茹习宦艾鱼容古易慎戈庾终暨居"
    "簡衡步都满弘匡国寇广禄阙东殳沃利蔚越夔隆师巩晁勾敖融冷訾阚那简饶空毋沙养鞠须丰巢蒯相后荆红竺权盖益桓公"
)
_ANY = f"[{''.join(sorted(SURNAMES))}]"
#: A surname with a title, and the end of one: 赵工, 孙总监.
RANKED = rf"{_ANY}(?:[工总]|总[工监]|副总|经理|主[任管]|[厂部科课处组院所校]长)"
ENDS_RANKED = (
    rf"(?:(?<={_ANY}[工总])|(?<={_ANY}(?:总[工监]|副总|经理|主[任管]|[厂部科课处组院所校]长)))"
)
#: What begins a list of them, or is all of it: 周婷、刘志强.
LISTED = rf"[{''.join(sorted(SURNAMES))}][\u3400-\u9fff]{{1,2}}(?:$|[、，,。和与])"
