"""The Standaard Bedrijfsindeling (SBI) 2025: what companies do, in Dutch and English. A line has the code, the Dutch name
and the English one. What is not divided further has one member of the same name on each level below it, with a nought
more, and no line for those."""

SOURCE = "Standaard Bedrijfsindeling 2025, Statistics Netherlands (CBS), www.cbs.nl, CC BY 4.0."
DEEPEST = 5  # digits


def written(plain: str) -> str:
    """62101 is written 62.10.1."""
    return ".".join(filter(None, (plain[:2], plain[2:4], plain[4:])))


# ruff: noqa: E501
ROWS = """\
A|Landbouw, bosbouw en visserij|Agriculture, forestry and fishing
01|Landbouw, jacht en dienstverlening voor de landbouw en jacht|Crop and animal production, hunting and related service activities
011|Teelt van eenjarige gewassen|Growing of non-perennial crops
0111|Teelt van andere granen dan rijst, en van peulgewassen en oliehoudende zaden|Growing of cereals, other than rice, leguminous crops and oil seeds
0112|Teelt van rijst|Growing of rice
0113|Teelt van groenten, meloenen en wortel- en knolgewassen|Growing of vegetables and melons, roots and tubers
01131|Teelt van groenten in de volle grond|Growing of open-field vegetables
01132|Teelt van groenten onder glas|Growing of vegetables in greenhouses
01133|Teelt van paddenstoelen|Growing of mushrooms
01134|Teelt van aardappelen en overige wortel- en knolgewassen|Growing of potatoes and other roots and tubers
0114|Teelt van suikerriet|Growing of sugar cane
0115|Teelt van tabak|Growing of tobacco
0116|Teelt van vezelgewassen|Growing of fibre crops
0119|Teelt van overige eenjarige gewassen|Growing of other non-perennial crops
01191|Teelt van snijbloemen en snijheesters in de volle grond|Growing of cut flowers and shrubs in open fields
01192|Teelt van snijbloemen en snijheesters onder glas|Growing of cut flowers and shrubs in greenhouses
01193|Teelt van voedergewassen|Growing of fodder crops
01199|Teelt van overige eenjarige gewassen (rest)|Growing of other non-perennial crops (rest)
012|Teelt van meerjarige gewassen|Growing of perennial crops
0121|Teelt van druiven|Growing of grapes
0122|Teelt van tropisch en subtropisch fruit|Growing of tropical and subtropical fruits
0123|Teelt van citrusvruchten|Growing of citrus fruits
0124|Teelt van appels, peren, pruimen, kersen en overige pit- en steenvruchten|Growing of pome fruits and stone fruits
01241|Teelt van appels en peren|Growing of apples and pears
01242|Teelt van steenvruchten|Growing of stone fruits
0125|Teelt van overige boomvruchten, kleinfruit en noten|Growing of other tree and bush fruits and nuts
01251|Teelt van aardbeien in de volle grond|Growing of strawberries in open fields
01252|Teelt van aardbeien onder glas|Growing of strawberries in greenhouses
01253|Teelt van houtig kleinfruit en noten in de volle grond|Growing of other tree and bush fruits and nuts in open fields
01254|Teelt van houtig kleinfruit onder glas|Growing of bush fruits in greenhouses
0126|Teelt van oliehoudende vruchten|Growing of oleaginous fruits
0127|Teelt van gewassen bestemd voor de vervaardiging van dranken|Growing of beverage crops
0128|Teelt van specerijgewassen en van aromatische en medicinale gewassen|Growing of spices, aromatic, drug and pharmaceutical crops
0129|Teelt van overige meerjarige gewassen|Growing of other perennial crops
013|Plantenvermeerdering|Plant propagation
0130|Plantenvermeerdering|Plant propagation
01301|Teelt van bloembollen|Growing of flower bulbs
01302|Teelt van perkplanten in de volle grond|Growing of bedding plants in open fields
01303|Teelt van perkplanten onder glas|Growing of bedding plants in greenhouses
01304|Teelt van potplanten onder glas|Growing of pot plants in greenhouses
01305|Teelt van boomkwekerijgewassen in de volle grond|Growing of nursery crops in open fields
01309|Teelt van overige sierplanten in de volle grond|Growing of other ornamental plants in open fields
014|Fokken en houden van dieren|Animal production
0141|Fokken en houden van melkvee|Raising of dairy cattle
01411|Houden van melkvee|Farming of dairy cattle
01412|Opfokken van jong melkvee|Raising of young dairy cattle
0142|Fokken en houden van andere runderen en buffels|Raising of other cattle and buffaloes
01421|Houden van vleeskalveren|Farming of beef calves for meat production
01422|Overige vleesveehouderij, inclusief houden van buffels|Other meat farming of cattle, including buffaloe farming
0143|Fokken en houden van paarden en overige paardachtigen|Raising of horses and other equines
0144|Fokken en houden van kamelen en overige kameelachtigen|Raising of camels and camelids
0145|Fokken en houden van schapen en geiten|Raising of sheep and goats
01451|Fokken en houden van schapen|Raising of sheep
01452|Fokken en houden van geiten|Raising of goats
0146|Fokken en houden van varkens|Raising of swine and pigs
01461|Fokken van varkens voor vermeerdering|Raising of pigs for propagation
01462|Houden van varkens voor vleesproductie|Farming of pigs for meat production
01463|Activiteiten van (deels) gesloten varkensbedrijven|Activities of (semi-)closed cycle pig farms
0147|Fokken en houden van pluimvee|Raising of poultry
01471|Opfokken en houden van leghennen|Raising of laying hens
01472|Opfokken en houden van vleeskuikens|Raising of broiler chickens
01473|Opfokken en houden van ouderdieren kippen|Raising of breeder chickens
01479|Opfokken en houden van overig pluimvee|Raising of other poultry
0148|Fokken en houden van overige dieren|Raising of other animals
01481|Fokken en houden van edelpelsdieren|Raising of fur-bearing animals
01489|Fokken en houden van overige dieren (rest)|Raising of other animals (rest)
015|Akker- en/of tuinbouw in combinatie met het fokken en houden van dieren|Mixed farming
016|Dienstverlening voor de landbouw; behandeling van gewassen na de oogst|Support activities to agriculture and post-harvest crop activities
0161|Dienstverlening voor de teelt van gewassen|Support activities for crop production
0162|Dienstverlening voor het fokken en houden van dieren|Support activities for animal production
0163|Behandeling van gewassen na de oogst en van zaden voor vermeerdering|Post-harvest crop activities and seed processing for propagation
017|Jacht en aanverwante diensten|Hunting, trapping and related service activities
02|Bosbouw, exploitatie van bossen en dienstverlening voor de bosbouw|Forestry and logging
021|Bosbouw|Silviculture and other forestry activities
022|Exploitatie van bossen|Logging
023|Verzamelen van in het wild groeiende producten met uitzondering van hout|Gathering of wild growing non-wood products
024|Dienstverlening voor de bosbouw|Support services to forestry
03|Visserij en aquacultuur|Fishing and aquaculture
031|Visserij|Fishing
0311|Zee- en kustvisserij|Marine fishing
0312|Binnenvisserij|Freshwater fishing
032|Aquacultuur|Aquaculture
0321|Aquacultuur in zee|Marine aquaculture
0322|Aquacultuur in zoet water|Freshwater aquaculture
033|Ondersteunende activiteiten voor visserij en aquacultuur|Support activities for fishing and aquaculture
B|Winning van delfstoffen|Mining and quarrying
05|Winning van steenkool en bruinkool|Mining of coal and lignite
051|Winning van steenkool|Mining of hard coal
052|Winning van bruinkool|Mining of lignite
06|Winning van aardolie en aardgas|Extraction of crude petroleum and natural gas
061|Winning van aardolie|Extraction of crude petroleum
062|Winning van aardgas|Extraction of natural gas
07|Winning van metaalertsen|Mining of metal ores
071|Winning van ijzererts|Mining of iron ores
072|Winning van non-ferrometaalertsen|Mining of non-ferrous metal ores
0721|Winning van uranium- en thoriumerts|Mining of uranium and thorium ores
0729|Winning van overige non-ferrometaalertsen|Mining of other non-ferrous metal ores
08|Overige winning van delfstoffen|Other mining and quarrying
081|Winning van steen, zand en klei|Quarrying of stone, sand and clay
0811|Winning van siersteen, kalksteen, gips, leisteen en overige steensoorten|Quarrying of ornamental stone, limestone, gypsum, slate and other stone
0812|Winning van grind, zand, klei en kaolien|Operation of gravel and sand pits and mining of clay and kaolin
089|Winning van delfstoffen, n.e.g.|Mining and quarrying n.e.c.
0891|Winning van mineralen voor de chemische en de kunstmestindustrie|Mining of chemical and fertiliser minerals
0892|Winning van turf|Extraction of peat
0893|Winning van zout|Extraction of salt
0899|Overige winning van delfstoffen, n.e.g.|Other mining and quarrying n.e.c.
09|Dienstverlening voor de winning van delfstoffen|Mining support service activities
091|Dienstverlening voor de winning van aardolie en aardgas|Support activities for petroleum and natural gas extraction
099|Dienstverlening voor de winning van overige delfstoffen|Support activities for other mining and quarrying
C|Industrie|Manufacturing
10|Vervaardiging van voedingsmiddelen|Manufacture of food products
101|Verwerking en conservering van vlees en vervaardiging van vleesproducten|Processing and preserving of meat and production of meat products
1011|Verwerking en conservering van vlees, met uitzondering van vlees van gevogelte|Processing and preserving of meat, except of poultry meat
1012|Verwerking en conservering van vlees van gevogelte|Processing and preserving of poultry meat
1013|Vervaardiging van vleesproducten|Production of meat and poultry meat products
102|Verwerking en conservering van vis en van schaal- en weekdieren|Processing and preserving of fish, crustaceans and molluscs
103|Verwerking en conservering van aardappelen, groenten en fruit|Processing and preserving of fruit and vegetables
1031|Verwerking en conservering van aardappelen|Processing and preserving of potatoes
1032|Vervaardiging van groente- en fruitsappen|Manufacture of fruit and vegetable juice
1039|Overige verwerking en conservering van groenten en fruit|Other processing and preserving of fruit and vegetables
104|Vervaardiging van plantaardige en dierlijke oliën en vetten|Manufacture of vegetable and animal oils and fats
1041|Vervaardiging van oliën en vetten, met uitzondering van margarine en vergelijkbare eetbare vetten|Manufacture of oils and fats
1042|Vervaardiging van margarine en vergelijkbare eetbare vetten|Manufacture of margarine and similar edible fats
105|Vervaardiging van zuivelproducten en consumptie-ijs|Manufacture of dairy products and edible ice
1051|Vervaardiging van zuivelproducten|Manufacture of dairy products
1052|Vervaardiging van roomijs en ander consumptie-ijs|Manufacture of ice cream and other edible ice
106|Vervaardiging van maalderijproducten, zetmeel en zetmeelproducten|Manufacture of grain mill products, starches and starch products
1061|Vervaardiging van maalderijproducten|Manufacture of grain mill products
1062|Vervaardiging van zetmeel en zetmeelproducten|Manufacture of starches and starch products
107|Vervaardiging van bakkerijproducten en deegwaren|Manufacture of bakery and farinaceous products
1071|Vervaardiging van brood en vers banketbakkerswerk|Manufacture of bread; manufacture of fresh pastry goods and cakes
1072|Vervaardiging van beschuit, biscuit en houdbaar banketbakkerswerk|Manufacture of rusks, biscuits, preserved pastries and cakes
1073|Vervaardiging van deegwaren|Manufacture of farinaceous products
108|Vervaardiging van overige voedingsmiddelen|Manufacture of other food products
1081|Vervaardiging van suiker|Manufacture of sugar
1082|Vervaardiging van cacao, chocolade en suikerwerk|Manufacture of cocoa, chocolate and sugar confectionery
10821|Verwerking van cacao|Processing of cocoa
10822|Vervaardiging van chocolade en suikerwerk|Manufacturing of chocolate and other sugar confectionery
1083|Verwerking van thee en koffie|Processing of tea and coffee
1084|Vervaardiging van sauzen, specerijen en kruiderijen|Manufacture of condiments and seasonings
1085|Vervaardiging van kant- en klaarmaaltijden en schotels|Manufacture of prepared meals and dishes
1086|Vervaardiging van gehomogeniseerde voedingspreparaten en dieetvoeding|Manufacture of homogenised food preparations and dietetic food
1089|Vervaardiging van overige voedingsmiddelen (rest)|Manufacture of other food products n.e.c.
109|Vervaardiging van diervoeders|Manufacture of prepared animal feeds
1091|Vervaardiging van veevoeders|Manufacture of prepared feeds for farm animals
1092|Vervaardiging van voeders voor huisdieren|Manufacture of prepared pet foods
11|Vervaardiging van dranken|Manufacture of beverages
110|Vervaardiging van dranken|Manufacture of beverages
1101|Destilleren, rectificeren en mengen van sterk alcoholische dranken|Distilling, rectifying and blending of spirits
1102|Vervaardiging van wijn uit druiven|Manufacture of wine from grape
1103|Vervaardiging van cider en overige gefermenteerde vruchtendranken|Manufacture of cider and other fermented fruit beverages
1104|Vervaardiging van overige niet-gedistilleerde gefermenteerde dranken|Manufacture of other non-distilled fermented beverages
1105|Vervaardiging van bier|Manufacture of beer
1106|Vervaardiging van mout|Manufacture of malt
1107|Vervaardiging van frisdranken en gebotteld water|Manufacture of soft drinks and bottled waters
12|Vervaardiging van tabaksproducten|Manufacture of tobacco products
120|Vervaardiging van tabaksproducten|Manufacture of tobacco products
13|Vervaardiging van textiel|Manufacture of textiles
131|Bewerken en spinnen van textielvezels|Preparation and spinning of textile fibres
132|Weven van textiel|Weaving of textiles
133|Textielveredeling|Finishing of textiles
139|Vervaardiging van overige textielproducten|Manufacture of other textiles
1391|Vervaardiging van gebreide en gehaakte stoffen|Manufacture of knitted and crocheted fabrics
1392|Vervaardiging van huishoudtextiel en geconfectioneerde artikelen voor stoffering|Manufacture of household textiles and made-up furnishing articles
1393|Vervaardiging van vloerkleden en tapijten|Manufacture of carpets and rugs
1394|Vervaardiging van koord, touw, bindgaren en netten|Manufacture of cordage, rope, twine and netting
1395|Vervaardiging van ongeweven stoffen en artikelen daarvan|Manufacture of non-wovens and non-woven articles
1396|Vervaardiging van overig technisch en industrieel textiel|Manufacture of other technical and industrial textiles
1399|Vervaardiging van overige textielproducten (rest)|Manufacture of other textiles n.e.c.
14|Vervaardiging van kleding|Manufacture of wearing apparel
141|Vervaardiging van gebreide en gehaakte kleding|Manufacture of knitted and crocheted apparel
142|Vervaardiging van overige kleding en accessoires|Manufacture of other wearing apparel and accessories
1421|Vervaardiging van bovenkleding|Manufacture of outerwear
1422|Vervaardiging van onderkleding|Manufacture of underwear
1423|Vervaardiging van werkkleding|Manufacture of workwear
1424|Vervaardiging van kleding van leer en van bont|Manufacture of leather clothes and fur apparel
1429|Vervaardiging van overige kleding en accessoires, n.e.g.|Manufacture of other wearing apparel and accessories n.e.c.
15|Vervaardiging van leer, lederwaren en soortgelijke producten van andere materialen|Manufacture of leather and related products of other materials
151|Looien, verven en bewerken van leder en bont; vervaardiging van koffers, tassen, zadel- en tuigmakerswerk|Tanning, dyeing, dressing of leather and fur; manufacture of luggage, handbags, saddlery and harness
1511|Looien, verven en bewerken van leder en bont|Tanning, dressing, dyeing of leather and fur
1512|Vervaardiging van koffers, tassen, zadel- en tuigmakerswerk van ongeacht welk materiaal|Manufacture of luggage, handbags, saddlery and harness of any material
152|Vervaardiging van schoeisel|Manufacture of footwear
16|Houtindustrie en vervaardiging van artikelen van hout en kurk, met uitzondering van meubelen; vervaardiging van artikelen van riet en van vlechtwerk|Manufacture of wood and of products of wood and cork, except furniture; manufacture of articles of straw and plaiting materials
161|Zagen en schaven van hout; verwerking en afwerking van hout|Sawmilling and planing of wood; processing and finishing of wood
1611|Zagen en schaven van hout|Sawmilling and planing of wood
1612|Verwerking en afwerking van hout|Processing and finishing of wood
162|Vervaardiging van artikelen van hout, kurk, riet of vlechtwerk|Manufacture of products of wood, cork, straw and plaiting materials
1621|Vervaardiging van fineer en van panelen op basis van hout|Manufacture of veneer sheets and wood-based panels
1622|Vervaardiging van panelen voor parketvloeren|Manufacture of assembled parquet floors
1623|Vervaardiging van overig schrijn- en timmerwerk|Manufacture of other builders' carpentry and joinery
1624|Vervaardiging van houten emballage|Manufacture of wooden containers
1625|Vervaardiging van houten deuren en kozijnen|Manufacture of doors and windows of wood
1626|Vervaardiging van vaste brandstoffen uit plantaardige biomassa|Manufacture of solid fuels from vegetable biomass
1627|Afwerking van houten producten|Finishing of wooden products
1628|Vervaardiging van overige producten van hout en van producten van kurk, riet of vlechtwerk|Manufacture of other products of wood and articles of cork, straw and plaiting materials
17|Vervaardiging van papier en papierwaren|Manufacture of paper and paper products
171|Vervaardiging van papierpulp, papier en karton|Manufacture of pulp, paper and paperboard
1711|Vervaardiging van papierpulp|Manufacture of pulp
1712|Vervaardiging van papier en karton|Manufacture of paper and paperboard
17121|Vervaardiging van grafisch papier en karton|Manufacturing of printing paper and paperboard
17122|Vervaardiging van papier en karton voor verpakking|Manufacturing of paper and paperboard for packaging
17129|Vervaardiging van overig papier en karton|Manufacturing of other paper and paperboard
172|Vervaardiging van papier- en kartonwaren|Manufacture of articles of paper and paperboard
1721|Vervaardiging van gegolfd papier, golfkarton en verpakkingsmateriaal van papier en karton|Manufacture of corrugated paper, paperboard and containers of paper and paperboard
17211|Vervaardiging van verpakkingsmiddelen van papier en karton|Manufacturing of paper and paperboard packaging products
17212|Vervaardiging van golfpapier en -karton|Manufacturing of corrugated paper and paperboard
1722|Vervaardiging van huishoudelijke en sanitaire papierwaren|Manufacture of household and sanitary goods and of toilet requisites
1723|Vervaardiging van kantoorbenodigdheden van papier|Manufacture of paper stationery
1724|Vervaardiging van behangpapier|Manufacture of wallpaper
1725|Vervaardiging van overige papier- en kartonwaren|Manufacture of other articles of paper and paperboard
18|Activiteiten op het gebied van drukwerk en reproductie van opgenomen media|Printing and reproduction of recorded media
181|Activiteiten op het gebied van drukwerk en gerelateerde dienstverlening|Printing and service activities related to printing
1811|Drukken van dagbladen|Printing of newspapers
1812|Overige activiteiten op het gebied van drukwerk|Other printing
18121|Drukken van boeken en dergelijke|Printing of books and similar products
18122|Drukken van tijdschriften|Printing of magazines
18123|Drukken van reclame|Printing of advertising material
18124|Drukken van verpakkingen|Printing of packaging material
18125|Drukken van formulieren|Printing of forms
18129|Overige activiteiten op het gebied van drukwerk (rest)|Other printing activities (rest)
1813|Voorbereidende activiteiten voor papieren en digitale output|Pre-press and pre-media services
1814|Activiteiten van binderijen en aanverwante diensten|Binding and related services
182|Reproductie van opgenomen media|Reproduction of recorded media
19|Vervaardiging van cokes en van geraffineerde aardolieproducten|Manufacture of coke and refined petroleum products
191|Vervaardiging van cokesovenproducten|Manufacture of coke oven products
192|Vervaardiging van geraffineerde aardolieproducten en van producten uit fossiele brandstoffen|Manufacture of refined petroleum products and fossil fuel products
20|Vervaardiging van chemicaliën en chemische producten|Manufacture of chemicals and chemical products
201|Vervaardiging van chemische basisproducten, kunstmeststoffen en stikstofverbindingen en van kunststoffen en synthetische rubber in primaire vormen|Manufacture of basic chemicals, fertilisers and nitrogen compounds, plastics and synthetic rubber in primary forms
2011|Vervaardiging van industriële gassen|Manufacture of industrial gases
2012|Vervaardiging van kleurstoffen en pigmenten|Manufacture of dyes and pigments
2013|Vervaardiging van overige anorganische basischemicaliën|Manufacture of other inorganic basic chemicals
2014|Vervaardiging van overige organische basischemicaliën|Manufacture of other organic basic chemicals
20141|Vervaardiging van petrochemische producten|Manufacturing of petrochemical products
20149|Vervaardiging van overige organische basischemicaliën (geen petrochemische producten)|Manufacturing of other organic basic chemicals (non-petrochemicals)
2015|Vervaardiging van kunstmeststoffen en stikstofverbindingen|Manufacture of fertilisers and nitrogen compounds
2016|Vervaardiging van kunststoffen in primaire vormen|Manufacture of plastics in primary forms
2017|Vervaardiging van synthetische rubber in primaire vormen|Manufacture of synthetic rubber in primary forms
202|Vervaardiging van pesticiden, ontsmettingsmiddelen en overige landbouwchemicaliën|Manufacture of pesticides, disinfectants and other agrochemical products
203|Vervaardiging van verf, vernis en soortgelijke coatings, drukinkt en mastiek|Manufacture of paints, varnishes and similar coatings, printing ink and mastics
204|Vervaardiging van was-, reinigings- en polijstmiddelen|Manufacture of washing, cleaning and polishing preparations
2041|Vervaardiging van zeep, was-, reinigings- en polijstmiddelen|Manufacture of soap and detergents, cleaning and polishing preparations
2042|Vervaardiging van parfums en cosmetica|Manufacture of perfume and toilet preparations
205|Vervaardiging van overige chemische producten|Manufacture of other chemical products
2051|Vervaardiging van vloeibare biobrandstoffen|Manufacture of liquid biofuels
2059|Vervaardiging van overige chemische producten (rest)|Manufacture of other chemical products n.e.c.
206|Vervaardiging van synthetische vezels|Manufacture of man-made fibres
21|Vervaardiging van farmaceutische grondstoffen en producten|Manufacture of basic pharmaceutical products and pharmaceutical preparations
211|Vervaardiging van farmaceutische grondstoffen|Manufacture of basic pharmaceutical products
212|Vervaardiging van farmaceutische producten|Manufacture of pharmaceutical preparations
22|Vervaardiging van producten van rubber of kunststof|Manufacture of rubber and plastic products
221|Vervaardiging van producten van rubber|Manufacture of rubber products
2211|Vervaardiging en loopvlakvernieuwing van rubberbanden en vervaardiging van binnenbanden|Manufacture, retreading and rebuilding of rubber tyres and manufacture of tubes
2212|Vervaardiging van overige producten van rubber|Manufacture of other rubber products
222|Vervaardiging van producten van kunststof|Manufacture of plastic products
2221|Vervaardiging van platen, vellen, buizen en profielen van kunststof|Manufacture of plastic plates, sheets, tubes and profiles
2222|Vervaardiging van kunststof verpakkingsmateriaal|Manufacture of plastic packing goods
2223|Vervaardiging van kunststof deuren en kozijnen|Manufacture of doors and windows of plastic
2224|Vervaardiging van kunststofartikelen voor de bouw|Manufacture of builders’ ware of plastic
2225|Verwerking en afwerking van kunststofproducten|Processing and finishing of plastic products
2226|Vervaardiging van overige kunststofproducten|Manufacture of other plastic products
23|Vervaardiging van overige niet-metaalhoudende minerale producten|Manufacture of other non-metallic mineral products
231|Vervaardiging van glas en glaswerk|Manufacture of glass and glass products
2311|Vervaardiging van vlakglas|Manufacture of flat glass
2312|Vormen en bewerken van vlakglas|Shaping and processing of flat glass
2313|Vervaardiging van holglas|Manufacture of hollow glass
2314|Vervaardiging van glasvezels|Manufacture of glass fibres
2315|Vervaardiging en bewerking van overig glas, inclusief technisch glaswerk|Manufacture and processing of other glass, including technical glassware
232|Vervaardiging van vuurvaste producten|Manufacture of refractory products
233|Vervaardiging van kleiproducten voor de bouw|Manufacture of clay building materials
2331|Vervaardiging van keramische tegels en plavuizen|Manufacture of ceramic tiles and flags
2332|Vervaardiging van bakstenen, tegels en producten voor de bouw, van gebakken klei|Manufacture of bricks, tiles and construction products, in baked clay
234|Vervaardiging van overige porseleinen en keramische producten|Manufacture of other porcelain and ceramic products
2341|Vervaardiging van huishoudelijk en sieraardewerk|Manufacture of ceramic household and ornamental articles
2342|Vervaardiging van sanitair aardewerk|Manufacture of ceramic sanitary fixtures
2343|Vervaardiging van keramische isolatoren en isolerende fittingen|Manufacture of ceramic insulators and insulating fittings
2344|Vervaardiging van overig technisch keramisch aardewerk|Manufacture of other technical ceramic products
2345|Vervaardiging van overige producten van keramiek|Manufacture of other ceramic products
235|Vervaardiging van cement, kalk en gips|Manufacture of cement, lime and plaster
2351|Vervaardiging van cement|Manufacture of cement
2352|Vervaardiging van kalk en gips|Manufacture of lime and plaster
236|Vervaardiging van producten van beton, cement en gips|Manufacture of articles of concrete, cement and plaster
2361|Vervaardiging van betonproducten voor de bouw|Manufacture of concrete products for construction purposes
23611|Vervaardiging van producten van beton voor de bouw|Manufacture of concrete (not sand-lime) products for construction purposes
23612|Vervaardiging van producten van kalkzandsteen voor de bouw|Manufacture of sand-lime products for construction purposes
2362|Vervaardiging van gipsproducten voor de bouw|Manufacture of plaster products for construction purposes
2363|Vervaardiging van stortklare beton|Manufacture of ready-mixed concrete
2364|Vervaardiging van mortel|Manufacture of mortars
2365|Vervaardiging van vezelcement|Manufacture of fibre cement
2366|Vervaardiging van overige producten van beton, cement en gips|Manufacture of other articles of concrete, cement and plaster
237|Houwen, bewerken en afwerken van natuursteen|Cutting, shaping and finishing of stone
239|Vervaardiging van schuurmiddelen en niet-metaalhoudende minerale producten, n.e.g.|Manufacture of abrasive products and non-metallic mineral products n.e.c.
2391|Vervaardiging van schuurmiddelen|Manufacture of abrasive products
2399|Vervaardiging van overige niet-metaalhoudende minerale producten, n.e.g.|Manufacture of other non-metallic mineral products n.e.c.
24|Vervaardiging van basismetalen|Manufacture of basic metals
241|Vervaardiging van ijzer en staal en van ferrolegeringen|Manufacture of basic iron and steel and of ferro-alloys
242|Vervaardiging van stalen buizen, pijpen, holle profielen en bijbehorende fittingen|Manufacture of tubes, pipes, hollow profiles and related fittings, of steel
243|Vervaardiging van overige producten van de eerste verwerking van staal|Manufacture of other products of first processing of steel
2431|Koudtrekken van staven|Cold drawing of bars
2432|Koudwalsen van bandstaal|Cold rolling of narrow strip
2433|Koudvervormen of koudfelsen|Cold forming or folding
2434|Koudtrekken van draad|Cold drawing of wire
244|Productie van basisedelmetalen en van overige non-ferrometalen|Manufacture of basic precious and other non-ferrous metals
2441|Productie van edelmetalen|Precious metals production
2442|Productie van aluminium|Aluminium production
2443|Productie van lood, zink en tin|Lead, zinc and tin production
2444|Productie van koper|Copper production
2445|Productie van overige non-ferrometalen|Other non-ferrous metal production
2446|Bewerking van nucleaire brandstoffen|Processing of nuclear fuel
245|Gieten van metalen|Casting of metals
2451|Gieten van ijzer|Casting of iron
2452|Gieten van staal|Casting of steel
2453|Gieten van lichte metalen|Casting of light metals
2454|Gieten van overige non-ferrometalen|Casting of other non-ferrous metals
25|Vervaardiging van producten van metaal, met uitzondering van machines en apparatuur|Manufacture of fabricated metal products, except machinery and equipment
251|Vervaardiging van metalen constructiewerken|Manufacture of structural metal products
2511|Vervaardiging van metalen constructiewerken en delen daarvan|Manufacture of metal structures and parts of structures
2512|Vervaardiging van metalen deuren en kozijnen|Manufacture of doors and windows of metal
252|Vervaardiging van metalen tanks, reservoirs en containers|Manufacture of tanks, reservoirs and containers of metal
2521|Vervaardiging van radiatoren, stoomgeneratoren en ketels voor centrale verwarming|Manufacture of central heating radiators, steam generators and boilers
2522|Vervaardiging van overige metalen tanks, reservoirs en containers|Manufacture of other tanks, reservoirs and containers of metal
253|Vervaardiging van wapens en munitie|Manufacture of weapons and ammunition
254|Smeden en bewerken van metaal en poedermetallurgie|Forging and shaping metal and powder metallurgy
255|Behandelen, coaten en bewerken van metalen|Treatment and coating of metals; machining
2551|Coaten van metalen|Coating of metals
2552|Warmtebehandeling van metaal|Heat treatment of metals
2553|Metaalbewerking|Machining of metals
256|Vervaardiging van scharen, messen, bestekken, gereedschap en ijzerwaren|Manufacture of cutlery, tools and general hardware
2561|Vervaardiging van scharen, messen en bestekken|Manufacture of cutlery
2562|Vervaardiging van hang- en sluitwerk|Manufacture of locks and hinges
2563|Vervaardiging van gereedschap|Manufacture of tools
259|Vervaardiging van overige metalen producten|Manufacture of other fabricated metal products
2591|Vervaardiging van stalen vaten en soortgelijke containers|Manufacture of steel drums and similar containers
2592|Vervaardiging van verpakkingsmiddelen van licht metaal|Manufacture of light metal packaging
2593|Vervaardiging van draadproducten en van kettingen en veren|Manufacture of wire products, chain and springs
2594|Vervaardiging van bouten, schroeven, moeren en dergelijke|Manufacture of fasteners and screw machine products
2599|Vervaardiging van overige metalen producten, n.e.g.|Manufacture of other fabricated metal products n.e.c.
26|Vervaardiging van computers en van elektronische en optische apparatuur|Manufacture of computer, electronic and optical products
261|Vervaardiging van elektronische onderdelen en printplaten|Manufacture of electronic components and boards
2611|Vervaardiging van elektronische componenten|Manufacture of electronic components
2612|Vervaardiging van elektronische printplaten|Manufacture of loaded electronic boards
262|Vervaardiging van computers en randapparatuur|Manufacture of computers and peripheral equipment
263|Vervaardiging van communicatieapparatuur|Manufacture of communication equipment
264|Vervaardiging van consumentenelektronica|Manufacture of consumer electronics
265|Vervaardiging van meet- en controle-instrumenten en uurwerken|Manufacture of measuring testing instruments, clocks and watches
2651|Vervaardiging van instrumenten en apparatuur voor meten, controle en navigatie|Manufacture of instruments and appliances for measuring, testing and navigation
2652|Vervaardiging van uurwerken|Manufacture of watches and clocks
266|Vervaardiging van bestralingsapparatuur en van elektromedische en elektrotherapeutische apparatuur|Manufacture of irradiation, electromedical and electrotherapeutic equipment
267|Vervaardiging van optische instrumenten, magnetische en optische dragers en fotografische apparatuur|Manufacture of optical instruments, magnetic and optical media and photographic equipment
27|Vervaardiging van elektrische apparatuur|Manufacture of electrical equipment
271|Vervaardiging van elektromotoren, van elektrische generatoren en transformatoren en van schakel- en verdeelinrichtingen|Manufacture of electric motors, generators, transformers and electricity distribution and control apparatus
2711|Vervaardiging van elektromotoren en van elektrische generatoren en transformatoren|Manufacture of electric motors, generators and transformers
2712|Vervaardiging van schakel- en verdeelinrichtingen|Manufacture of electricity distribution and control apparatus
272|Vervaardiging van batterijen en accumulatoren|Manufacture of batteries and accumulators
273|Vervaardiging van kabels en van schakelaars, stekkers, stopcontacten e.d.|Manufacture of wiring and wiring devices
2731|Vervaardiging van kabels van optische vezels|Manufacture of fibre optic cables
2732|Vervaardiging van overige elektrische en elektronische kabels|Manufacture of other electronic and electric wires and cables
2733|Vervaardiging van schakelaars, stekkers, stopcontacten e.d.|Manufacture of wiring devices
274|Vervaardiging van elektrische lampen en verlichtingsapparaten|Manufacture of lighting equipment
275|Vervaardiging van huishoudelijke apparaten|Manufacture of domestic appliances
2751|Vervaardiging van elektrische huishoudelijke apparaten|Manufacture of electric domestic appliances
2752|Vervaardiging van niet-elektrische huishoudelijke apparaten|Manufacture of non-electric domestic appliances
279|Vervaardiging van overige elektrische apparatuur|Manufacture of other electrical equipment
28|Vervaardiging van machines en apparaten, n.e.g.|Manufacture of machinery and equipment n.e.c.
281|Vervaardiging van machines en apparaten voor algemeen gebruik|Manufacture of general-purpose machinery
2811|Vervaardiging van motoren en turbines, met uitzondering van motoren voor luchtvaartuigen, motorvoertuigen en tweewielers|Manufacture of engines and turbines, except aircraft, vehicle and cycle engines
2812|Vervaardiging van hydraulische apparatuur|Manufacture of fluid power equipment
2813|Vervaardiging van overige pompen en compressoren|Manufacture of other pumps and compressors
2814|Vervaardiging van overige kranen en kleppen|Manufacture of other taps and valves
2815|Vervaardiging van lagers, tandwielen en overige drijfwerkelementen|Manufacture of bearings, gears, gearing and driving elements
282|Vervaardiging van overige machines en apparaten voor algemeen gebruik|Manufacture of other general-purpose machinery
2821|Vervaardiging van ovens en branders en van permanente verwarmingstoestellen voor huishoudelijk gebruik|Manufacture of ovens, furnaces and permanent household heating equipment
2822|Vervaardiging van hijs-, hef- en transportwerktuigen|Manufacture of lifting and handling equipment
2823|Vervaardiging van kantoormachines en -uitrusting, met uitzondering van computers en randapparatuur|Manufacture of office machinery and equipment, except computers and peripheral equipment
2824|Vervaardiging van pneumatisch en elektrisch handgereedschap|Manufacture of power-driven hand tools
2825|Vervaardiging van machines en apparaten voor klimaatregeling, voor niet-huishoudelijk gebruik|Manufacture of non-domestic air conditioning equipment
2829|Vervaardiging van overige machines en apparaten voor algemeen gebruik, n.e.g.|Manufacture of other general-purpose machinery n.e.c.
283|Vervaardiging van machines en werktuigen voor de land- en bosbouw|Manufacture of agricultural and forestry machinery
284|Vervaardiging van niet-verspanende machines voor de metaalbewerking en van gereedschapswerktuigen|Manufacture of metal forming machinery and machine tools
2841|Vervaardiging van niet-verspanende machines en gereedschapswerktuigen voor metaalbewerking|Manufacture of metal forming machinery and machine tools for metal work
2842|Vervaardiging van overige gereedschapswerktuigen|Manufacture of other machine tools
289|Vervaardiging van overige machines, apparaten en werktuigen voor specifieke doeleinden|Manufacture of other special-purpose machinery
2891|Vervaardiging van machines voor de metallurgie|Manufacture of machinery for metallurgy
2892|Vervaardiging van machines voor de winning van delfstoffen en voor de bouw|Manufacture of machinery for mining, quarrying and construction
2893|Vervaardiging van machines voor de productie van voedings- en genotmiddelen|Manufacture of machinery for food, beverage and tobacco processing
2894|Vervaardiging van machines voor de productie van textiel, kleding en leer|Manufacture of machinery for textile, apparel and leather production
2895|Vervaardiging van machines voor de productie van papier en karton|Manufacture of machinery for paper and paperboard production
2896|Vervaardiging van machines voor de kunststof- en rubberindustrie|Manufacture of plastics and rubber machinery
2897|Vervaardiging van machines voor additieve productie, zoals 3D-printers|Manufacture of additive manufacturing machinery
2899|Vervaardiging van overige machines, apparaten en werktuigen voor specifieke doeleinden (rest)|Manufacture of other special-purpose machinery n.e.c.
29|Vervaardiging van motorvoertuigen, aanhangwagens en opleggers|Manufacture of motor vehicles, trailers and semi-trailers
291|Vervaardiging van motorvoertuigen|Manufacture of motor vehicles
292|Vervaardiging van carrosserieën voor motorvoertuigen; vervaardiging van aanhangwagens en opleggers|Manufacture of bodies and coachwork for motor vehicles; manufacture of trailers and semi-trailers
2920|Vervaardiging van carrosserieën voor motorvoertuigen; vervaardiging van aanhangwagens en opleggers|Manufacture of bodies and coachwork for motor vehicles; manufacture of trailers and semi-trailers
29201|Carrosseriebouw|Motor vehicle bodywork
29202|Vervaardiging van aanhangwagens en opleggers|Manufacturing of trailers and semi-trailers
293|Vervaardiging van onderdelen en toebehoren voor motorvoertuigen|Manufacture of motor vehicle parts and accessories
2931|Vervaardiging van elektrische en elektronische benodigdheden voor motorvoertuigen|Manufacture of electrical and electronic equipment for motor vehicles
2932|Vervaardiging van overige onderdelen en toebehoren voor motorvoertuigen|Manufacture of other parts and accessories for motor vehicles
30|Vervaardiging van overige vervoermiddelen|Manufacture of other transport equipment
301|Scheepsbouw|Building of ships and boats
3011|Bouw van civiele schepen en drijvend materieel|Building of civilian ships and floating structures
3012|Bouw van sport- en recreatievaartuigen|Building of pleasure and sporting boats
3013|Bouw van militaire schepen en vaartuigen|Building of military ships and vessels
302|Vervaardiging van rollend materieel voor spoorwegen|Manufacture of railway locomotives and rolling stock
303|Vervaardiging van lucht- en ruimtevaartuigen en aanverwante toestellen|Manufacture of air and spacecraft and related machinery
3031|Vervaardiging van civiele lucht- en ruimtevaartuigen en aanverwante toestellen|Manufacture of civilian air and spacecraft and related machinery
3032|Vervaardiging van militaire lucht- en ruimtevaartuigen en aanverwante toestellen|Manufacture of military air and spacecraft and related machinery
304|Vervaardiging van militaire gevechtsvoertuigen|Manufacture of military fighting vehicles
309|Vervaardiging van transportmiddelen, n.e.g.|Manufacture of transport equipment n.e.c.
3091|Vervaardiging van motorfietsen|Manufacture of motorcycles
3092|Vervaardiging van fietsen en voertuigen voor personen met een fysieke beperking|Manufacture of bicycles and invalid carriages
3099|Vervaardiging van overige transportmiddelen, n.e.g.|Manufacture of other transport equipment n.e.c.
31|Vervaardiging van meubelen|Manufacture of furniture
310|Vervaardiging van meubelen|Manufacture of furniture
32|Vervaardiging van overige goederen|Other manufacturing
321|Vervaardiging van juwelen, sieraden en aanverwante artikelen|Manufacture of jewellery, bijouterie and related articles
3211|Slaan van munten|Striking of coins
3212|Vervaardiging van juwelen en aanverwante artikelen|Manufacture of jewellery and related articles
3213|Vervaardiging van imitatiesieraden en aanverwante artikelen|Manufacture of imitation jewellery and related articles
322|Vervaardiging van muziekinstrumenten|Manufacture of musical instruments
323|Vervaardiging van sportartikelen|Manufacture of sports goods
324|Vervaardiging van spellen en speelgoed|Manufacture of games and toys
325|Vervaardiging van medische en tandheelkundige instrumenten en benodigdheden|Manufacture of medical and dental instruments and supplies
3250|Vervaardiging van medische en tandheelkundige instrumenten en benodigdheden|Manufacture of medical and dental instruments and supplies
32501|Vervaardiging van tandheelkundige instrumenten en benodigdheden|Manufacturing of dental instruments and supplies
32502|Vervaardiging van medische instrumenten en benodigdheden (niet tandheelkundig)|Manufacturing of medical instruments and supplies (non-dental)
329|Vervaardiging van goederen, n.e.g.|Manufacturing n.e.c.
3291|Vervaardiging van borstelwaren|Manufacture of brooms and brushes
3299|Vervaardiging van overige goederen (rest)|Other manufacturing n.e.c.
33|Reparatie, onderhoud en installatie van machines en apparaten|Repair, maintenance and installation of machinery and equipment
331|Reparatie en onderhoud van producten van metaal, machines en apparaten|Repair and maintenance of fabricated metal products, machinery and equipment
3311|Reparatie en onderhoud van producten van metaal|Repair and maintenance of fabricated metal products
3312|Reparatie en onderhoud van machines|Repair and maintenance of machinery
33121|Reparatie en onderhoud van machines voor algemeen gebruik en van machine-onderdelen|Repair and maintenance services of general-purpose machinery and machine parts
33122|Reparatie en onderhoud van pneumatisch en elektrisch gereedschap en gereedschapswerktuigen|Repair and maintenance services of pneumatic and electric tools and machine tools
33123|Reparatie en onderhoud van machines voor een specifieke bedrijfstak|Repair and maintenance services of machinery for a specific industrial sector
3313|Reparatie en onderhoud van elektronische en optische apparatuur|Repair and maintenance of electronic and optical equipment
3314|Reparatie en onderhoud van elektrische apparatuur|Repair and maintenance of electrical equipment
3315|Reparatie en onderhoud van civiele schepen|Repair and maintenance of civilian ships and boats
3316|Reparatie en onderhoud van civiele lucht- en ruimtevaartuigen|Repair and maintenance of civilian air and spacecraft
3317|Reparatie en onderhoud van overige civiele transportmiddelen|Repair and maintenance of other civilian transport equipment
3318|Reparatie en onderhoud van militaire gevechtsvoertuigen, schepen, lucht- en ruimtevaartuigen|Repair and maintenance of military fighting vehicles, ships, boats, air and spacecraft
3319|Reparatie en onderhoud van overige apparatuur|Repair and maintenance of other equipment
332|Installatie van industriële machines en apparatuur|Installation of industrial machinery and equipment
D|Productie en distributie van en handel in elektriciteit, gas, stoom en gekoelde lucht|Electricity, gas, steam and air conditioning supply
35|Productie en distributie van en handel in elektriciteit, gas, stoom en gekoelde lucht|Electricity, gas, steam and air conditioning supply
351|Productie, transmissie en distributie van elektriciteit|Electric power generation, transmission and distribution
3511|Productie van elektriciteit uit niet-hernieuwbare bronnen|Production of electricity from non-renewable sources
3512|Productie van elektriciteit uit hernieuwbare bronnen|Production of electricity from renewable sources
35121|Productie van elektriciteit uit windenergie|Production of electricity from wind power
35122|Productie van elektriciteit door zonnecellen|Production of electricity from solar cells
35123|Productie van elektriciteit uit waterkracht, biomassa en overige hernieuwbare bronnen|Production of electricity from hydropower, biomass and other renewable sources
3513|Transmissie van elektriciteit|Transmission of electricity
3514|Distributie van elektriciteit|Distribution of electricity
3515|Handel in elektriciteit|Trade of electricity
3516|Opslag van elektriciteit|Storage of electricity
352|Productie van gas, en distributie van gasvormige brandstoffen via leidingen en handel daarin|Manufacture of gas, and distribution of gaseous fuels through mains
3521|Productie van gas|Manufacture of gas
3522|Distributie van gasvormige brandstoffen via leidingen|Distribution of gaseous fuels through mains
3523|Handel in gas via leidingen|Trade of gas through mains
3524|Opslag van gas als onderdeel van netwerkleveringsdiensten|Storage of gas as part of network supply services
353|Productie en distributie van en handel in stoom en gekoelde lucht|Steam and air conditioning supply
354|Activiteiten van makelaars en bemiddelaars voor elektriciteit en aardgas|Activities of brokers and agents for electric power and natural gas
E|Winning en distributie van water; afval- en afvalwaterbeheer en sanering|Water supply; sewerage, waste management and remediation activities
36|Winning, behandeling en distributie van water|Water collection, treatment and supply
360|Winning, behandeling en distributie van water|Water collection, treatment and supply
37|Afvalwaterinzameling en -behandeling|Sewerage
370|Afvalwaterinzameling en -behandeling|Sewerage
38|Afvalinzameling, voorbereiding tot recycling, en verwijdering|Waste collection, recovery and disposal activities
381|Inzameling van afval|Waste collection
3811|Inzameling van niet-schadelijk afval|Collection of non-hazardous waste
3812|Inzameling van schadelijk afval|Collection of hazardous waste
382|Terugwinning uit afval|Waste recovery
3821|Terugwinning van materialen uit afval|Materials recovery
3822|Winning van energie uit afval|Energy recovery
3823|Overige terugwinning uit afval|Other waste recovery
383|Verwijdering van afval zonder terugwinning|Waste disposal without recovery
3831|Verbranding zonder energieterugwinning|Incineration without energy recovery
3832|Storten of permanent opslaan|Landfilling or permanent storage
3833|Overige afvalverwijdering|Other waste disposal
39|Sanering en overig afvalbeheer|Remediation activities and other waste management service activities
390|Sanering en overig afvalbeheer|Remediation activities and other waste management service activities
3900|Sanering en overig afvalbeheer|Remediation activities and other waste management service activities
39001|Sanering van bodem en grondwater|Remediation of soil and groundwater
39002|Overige sanering en afvalbeheer|Other remediation and waste management service activities
F|Bouwnijverheid|Construction
41|Burgerlijke en utiliteitsbouw|Construction of residential and non-residential buildings
410|Burgerlijke en utiliteitsbouw|Construction of residential and non-residential buildings
42|Grond-, water- en wegenbouw|Civil engineering
421|Bouw van wegen, spoorwegen, bruggen en tunnels|Construction of roads and railways
4211|Wegenbouw en stratenmaken|Construction of roads and motorways
4212|Bouw van boven- en ondergrondse spoorwegen|Construction of railways and underground railways
4213|Bouw van bruggen en tunnels|Construction of bridges and tunnels
422|Bouw van civieltechnische werken ten behoeve van utiliteitsbouw|Construction of utility projects
4221|Leggen van rioleringen, buizen en pijpleidingen; aanleg van bronbemaling|Construction of utility projects for fluids
4222|Leggen van elektriciteits- en telecommunicatiekabels|Construction of utility projects for electricity and telecommunications
429|Bouw van overige civieltechnische werken|Construction of other civil engineering projects
4291|Waterbouw|Construction of water projects
4299|Bouw van overige civieltechnische werken (rest)|Construction of other civil engineering projects n.e.c.
43|Gespecialiseerde werkzaamheden in de bouw|Specialised construction activities
431|Slopen en bouwrijp maken van terreinen|Demolition and site preparation
4311|Slopen|Demolition
4312|Bouwrijp maken van terreinen|Site preparation
4313|Proefboren en boren|Test drilling and boring
432|Elektrische installatie, loodgieterswerk en overige bouwinstallatie|Electrical, plumbing and other construction installation activities
4321|Elektrische installatie|Electrical installation
43211|Installatie van zonnepanelen voor de productie van elektriciteit|Installation of solar panels for generating electricity
43212|Overige elektrische installatie|Other electrical installation
4322|Loodgieterswerk, installatie van verwarming en klimaatregeling|Plumbing, heat and air-conditioning installation
43221|Loodgieters- en fitterswerk; installatie van sanitair|Plumbing and fitting; sanitary installation
43222|Installatie van verwarmings- en luchtbehandelingsapparatuur|Installation of heating and air-conditioning equipment
4323|Aanbrengen van isolatie|Installation of insulation
4324|Overige bouwinstallatie|Other construction installation
433|Afwerking van gebouwen|Building completion and finishing
4331|Stukadoorswerk|Plastering
4332|Bouwtimmeren|Joinery installation
4333|Afwerken van vloeren en wanden|Floor and wall covering
4334|Schilderen en glaszetten|Painting and glazing
4335|Overige werkzaamheden in verband met de afwerking van gebouwen|Other building completion and finishing
434|Gespecialiseerde bouwactiviteiten in de constructie van gebouwen|Specialised construction activities in construction of buildings
4341|Dakdekken en bouwen van dakconstructies|Roofing activities
4342|Overige gespecialiseerde bouwactiviteiten in de constructie van gebouwen|Other specialised construction activities in construction of buildings
435|Gespecialiseerde bouwactiviteiten op het gebied van civiele techniek|Specialised construction activities in civil engineering
436|Bemiddelingsdiensten voor gespecialiseerde bouwactiviteiten|Intermediation service activities for specialised construction services
439|Overige gespecialiseerde bouwactiviteiten|Other specialised construction activities
4391|Metselwerk|Masonry and bricklaying activities
4399|Overige gespecialiseerde bouwactiviteiten, n.e.g.|Other specialised construction activities n.e.c.
G|Groot- en detailhandel|Wholesale and retail trade
46|Groothandel|Wholesale trade
461|Handelsbemiddeling|Wholesale on a fee or contract basis
4611|Handelsbemiddeling in de groothandel in landbouwproducten, levende dieren, textielgrondstoffen en halffabricaten|Activities of agents involved in the wholesale of agricultural raw materials, live animals, textile raw materials and semi-finished goods
4612|Handelsbemiddeling in de groothandel in brandstoffen, ertsen, metalen en chemische producten|Activities of agents involved in the wholesale of fuels, ores, metals and industrial chemicals
4613|Handelsbemiddeling in de groothandel in hout en bouwmaterialen|Activities of agents involved in the wholesale of timber and building materials
4614|Handelsbemiddeling in de groothandel in machines, apparaten en werktuigen voor de industrie en in schepen en luchtvaartuigen|Activities of agents involved in the wholesale of machinery, industrial equipment, ships and aircraft
4615|Handelsbemiddeling in de groothandel in meubelen, huishoudelijke artikelen en ijzerwaren|Activities of agents involved in the wholesale of furniture, household goods, hardware and ironmongery
4616|Handelsbemiddeling in de groothandel in textiel, kleding, bont, schoeisel en lederwaren|Activities of agents involved in the wholesale of textiles, clothing, fur, footwear and leather goods
4617|Handelsbemiddeling in de groothandel in voedings- en genotmiddelen|Activities of agents involved in the wholesale of food, beverages and tobacco
4618|Handelsbemiddeling in de groothandel in overige goederen|Activities of agents involved in the wholesale of other particular products
4619|Handelsbemiddeling in de niet-gespecialiseerde groothandel|Activities of agents involved in non-specialised wholesale
462|Groothandel in landbouwproducten en levende dieren|Wholesale of agricultural raw materials and live animals
4621|Groothandel in granen, ruwe tabak, oliën, zaden en veevoer|Wholesale of grain, unmanufactured tobacco, seeds and animal feeds
46211|Groothandel in granen|Wholesale of grain
46212|Groothandel in zaden, pootgoed en peulvruchten|Wholesale of seeds, seedlings and legumes
46213|Groothandel in hooi, stro en ruwvoer|Wholesale of hay, straw and roughage
46214|Groothandel in meng- en krachtvoer|Wholesale of compound feed and concentrates
46215|Groothandel in veevoer (geen ruw-, meng- en krachtvoer)|Wholesale of livestock feed (not roughage, compound feed and concentrates)
46216|Groothandel in ruwe plantaardige en dierlijke oliën en vetten en oliehoudende grondstoffen|Wholesale of crude vegetable and animal oils and fats and oleaginous raw materials
46217|Groothandel in ruwe tabak|Wholesale of unmanufactured tobacco
46218|Groothandel in akkerbouwproducten en veevoer algemeen assortiment|Wholesale of arable products and livestock feeds, general range
46219|Groothandel in overige akkerbouwproducten|Wholesale of other arable products
4622|Groothandel in bloemen en planten|Wholesale of flowers and plants
4623|Groothandel in levende dieren|Wholesale of live animals
46231|Groothandel in levend vee|Wholesale of live cattle
46232|Groothandel in huisdieren, siervissen, siervogels en wilde dieren|Wholesale of pets, ornamental fish, ornamental birds and wild animals
4624|Groothandel in huiden, vellen, leer en halffabrikaten van leer|Wholesale of hides, skins and leather
46241|Groothandel in huiden en vellen|Wholesale of hides and skins
46242|Groothandel in leer en halffabrikaten van leer|Wholesale of leather and semi-finished leather products
463|Groothandel in voedingsmiddelen, dranken en overige genotmiddelen|Wholesale of food, beverages and tobacco
4631|Groothandel in groenten en fruit en in consumptie-aardappelen|Wholesale of fruit and vegetables
46311|Groothandel in groenten en fruit|Wholesale of fruit and vegetables, except ware potatoes
46312|Groothandel in consumptie-aardappelen|Wholesale of ware potatoes
4632|Groothandel in vlees, vleesproducten, vis en visproducten|Wholesale of meat, meat products, fish and fish products
46321|Groothandel in vlees en vleesproducten|Wholesale of meat and meat products
46322|Groothandel in vis en visproducten en schaal- en weekdieren|Wholesale of fish and fish products, crustaceans and molluscs
4633|Groothandel in zuivelproducten, spijsoliën en -vetten en eieren|Wholesale of dairy products, eggs and edible oils and fats
46331|Groothandel in zuivelproducten en spijsoliën en -vetten|Wholesale of dairy products and edible oils and fats
46332|Groothandel in eieren|Wholesale of eggs
4634|Groothandel in dranken (met uitzondering van zuivel)|Wholesale of beverages
4635|Groothandel in tabaksproducten en rokersbenodigdheden|Wholesale of tobacco products
4636|Groothandel in suiker, chocolade en suikerwerk|Wholesale of sugar, chocolate and sugar confectionery
4637|Groothandel in koffie, thee, cacao en specerijen|Wholesale of coffee, tea, cocoa and spices
4638|Groothandel in overige voedingsmiddelen en in overige grondstoffen en halffabrikaten voor de voedingsmiddelenindustrie|Wholesale of other food
46381|Groothandel in snacks|Wholesale of snacks
46382|Gespecialiseerde groothandel in overige voedingsmiddelen (rest)|Specialised wholesale of other food (rest)
46383|Groothandel in bakkerijgrondstoffen|Wholesale of bakery raw materials
46389|Gespecialiseerde groothandel in overige grondstoffen en halffabrikaten voor de voedings- en genotmiddelenindustrie (rest)|Specialised wholesale of other raw materials and semi-finished goods for the food, beverage and tobacco industries (rest)
4639|Groothandel in voedingsmiddelen, dranken en overige genotmiddelen algemeen assortiment|Non-specialised wholesale of food, beverages and tobacco
464|Groothandel in consumentenartikelen (non-food)|Wholesale of household goods
4641|Groothandel in kledingstoffen, fournituren en overige textiel|Wholesale of textiles
46411|Groothandel in kledingstoffen en fournituren|Wholesale of clothing materials and haberdashery
46412|Groothandel in overige textiel|Wholesale of other textiles
4642|Groothandel in kleding, schoenen en kledingaccessoires|Wholesale of clothing and footwear
46421|Groothandel in bovenkleding|Wholesale of outer clothing
46422|Groothandel in werkkleding|Wholesale of workwear
46423|Groothandel in onderkleding|Wholesale of underwear
46424|Groothandel in schoenen|Wholesale of footwear
46425|Groothandel in kledingaccessoires|Wholesale of clothing accessories
46429|Groothandel in textielwaren algemeen assortiment|Wholesale of a general range of clothing and textiles
4643|Groothandel in elektrische huishoudelijke apparatuur, audio- en videoapparatuur, fotografische en optische artikelen|Wholesale of electrical household appliances
46431|Groothandel in witgoed|Wholesale of white goods
46432|Groothandel in elektrische huishoudelijke apparatuur (geen witgoed, audio en video)|Wholesale of electrical household appliances (not white goods, audio and video)
46433|Groothandel in audio- en video-apparatuur|Wholesale of audio and video equipment
46434|Groothandel in fotografische artikelen|Wholesale of photographic goods
46435|Groothandel in optische artikelen|Wholesale of optical articles
4644|Groothandel in glas, porselein en aardewerk en in reinigingsmiddelen|Wholesale of china and glassware and cleaning materials
46441|Groothandel in glas, porselein en aardewerk|Wholesale of glass, china and pottery
46442|Groothandel in was-, poets- en reinigingsmiddelen|Wholesale of washing, polishing and cleaning agents
4645|Groothandel in parfums en cosmetica|Wholesale of perfume and cosmetics
4646|Groothandel in farmaceutische producten, medische instrumenten en orthopedische artikelen|Wholesale of pharmaceutical and medical goods
46461|Groothandel in farmaceutische producten|Wholesale of pharmaceutical products
46462|Groothandel in medische en tandheelkundige instrumenten, verpleeg- en orthopedische artikelen en laboratoriumbenodigdheden|Wholesale of medical and dental instruments, nursing and orthopaedic articles and laboratory supplies
4647|Groothandel in huishoudelijke, kantoor- en winkelmeubelen, vloerbedekking en verlichting|Wholesale of household, office and shop furniture, carpets and lighting equipment
46471|Groothandel in huishoudelijke, kantoor- en winkelmeubelen|Wholesale of household, office and shop furniture
46472|Groothandel in vloerbedekking|Wholesale of floor coverings
46473|Groothandel in verlichtingsartikelen|Wholesale of lighting products
4648|Groothandel in juweliersartikelen en horloges|Wholesale of watches and jewellery
4649|Groothandel in overige consumentenartikelen (non-food)|Wholesale of other household goods
46491|Groothandel in fietsen|Wholesale of bicycles
46492|Groothandel in watersportartikelen|Wholesale of water sports goods
46493|Groothandel in kampeerartikelen (geen caravans)|Wholesale of camping goods (not caravans)
46494|Groothandel in speelgoed|Wholesale of toys
46495|Groothandel in muziekinstrumenten|Wholesale of musical instruments
46496|Groothandel in sportartikelen (geen watersport)|Wholesale of sports goods (not for water sports)
46497|Groothandel in papier- en kartonwaren (geen verpakkingsmateriaal)|Wholesale of paper and paperboard goods (not packaging material)
46498|Groothandel in boeken, tijdschriften en overig drukwerk|Wholesale of books, magazines and other printed matter
46499|Groothandel in overige consumentenartikelen (non-food) (rest)|Wholesale of other consumer goods (non-food) (rest)
465|Groothandel in informatie- en communicatieapparatuur|Wholesale of information and communication equipment
466|Groothandel in andere machines en werktuigen en toebehoren|Wholesale of other machinery, equipment and supplies
4661|Groothandel in landbouwmachines, werktuigen en tractoren|Wholesale of agricultural machinery, equipment and supplies
4662|Groothandel in gereedschapswerktuigen|Wholesale of machine tools
4663|Groothandel in machines voor de bouw|Wholesale of mining, construction and civil engineering machinery
4664|Groothandel in overige machines en werktuigen|Wholesale of other machinery and equipment
46641|Groothandel in intern transportmaterieel|Wholesale of material handling equipment
46642|Groothandel in machines en apparaten voor de warmte-, koel- en vriestechniek, voor industrieel gebruik|Wholesale of machinery and equipment for heating and cooling, for industrial use
46643|Groothandel in aandrijfmotoren, pompen en compressoren|Wholesale of propulsion motors, pumps and compressors
46644|Groothandel in appendages, technische toebehoren e.d.|Wholesale of fittings, technical accessories and similar equipment
46645|Groothandel in meet- en regelapparaten|Wholesale of measuring and control equipment
46646|Groothandel in emballage voor industrieel gebruik|Wholesale of reservoirs and containers for industrial use
46647|Groothandel in scheepsbenodigdheden en visserij-artikelen|Wholesale of articles for ships and fishing equipment
46649|Groothandel in overige machines, werktuigen en toebehoren voor industrie en handel (rest)|Wholesale of other machinery, equipment and accessories for industry and trade (rest)
467|Groothandel in motorvoertuigen, motorfietsen en delen en toebehoren van motorvoertuigen en motorfietsen|Wholesale of motor vehicles, motorcycles and related parts and accessories
4671|Groothandel in motorvoertuigen|Wholesale of motor vehicles
4672|Groothandel in onderdelen en toebehoren van motorvoertuigen|Wholesale of motor vehicle parts and accessories
4673|Groothandel in motor- en bromfietsen, inclusief onderdelen en toebehoren hiervan|Wholesale of motorcycles, motorcycle parts and accessories
468|Overige gespecialiseerde groothandel|Other specialised wholesale
4681|Groothandel in vaste, vloeibare en gasvormige brandstoffen en aanverwante producten|Wholesale of solid, liquid and gaseous fuels and related products
46811|Groothandel in vaste brandstoffen|Wholesale of solid fuels
46812|Groothandel in vloeibare en gasvormige brandstoffen|Wholesale of liquid and gaseous fuels
46813|Groothandel in minerale olieproducten (geen brandstoffen)|Wholesale of mineral oil products (not fuels)
4682|Groothandel in metalen en metaalertsen|Wholesale of metals and metal ores
46821|Groothandel in metaalertsen|Wholesale of metal ores
46822|Groothandel in ferrometalen en halffabrikaten daarvan|Wholesale of ferrous metals and semi-finished products thereof
46823|Groothandel in non-ferrometalen en halffabrikaten daarvan|Wholesale of non-ferrous metals and their semi-finished products thereof
4683|Groothandel in hout, bouwmaterialen en sanitair|Wholesale of wood, construction materials and sanitary equipment
46831|Groothandel in hout en plaatmateriaal|Wholesale of wood and panel materials
46832|Groothandel in verf en verfwaren|Wholesale of paints and paint materials
46833|Groothandel in behang|Wholesale of wallpaper
46834|Groothandel in vlakglas|Wholesale of flat glass
46835|Groothandel in zand en grind|Wholesale of sand and gravel
46836|Groothandel in tegels en plavuizen|Wholesale of tiles and flagstones
46837|Groothandel in sanitaire artikelen|Wholesale of sanitary equipment
46838|Groothandel gespecialiseerd in overige bouwmaterialen|Specialised wholesale of other construction materials
46839|Groothandel in bouwmaterialen algemeen assortiment|Wholesale of a general range of construction materials
4684|Groothandel in ijzerwaren en in installatiemateriaal voor loodgieterswerk en verwarming|Wholesale of hardware, plumbing and heating equipment and supplies
46841|Groothandel in ijzer- en metaalwaren|Wholesale of iron and metal hardware
46842|Groothandel in verwarmingsapparaten en sanitair installatiemateriaal|Wholesale of heating equipment and sanitary installation equipment
4685|Groothandel in chemische producten|Wholesale of chemical products
46851|Groothandel in chemische grondstoffen en chemicaliën voor industriële toepassing|Wholesale of chemical raw materials and chemicals for industrial use
46852|Groothandel in bestrijdingsmiddelen en meststoffen|Wholesale of pesticides and fertilisers
4686|Groothandel in overige intermediaire producten|Wholesale of other intermediate products
46861|Groothandel in textielgrondstoffen en halffabrikaten daarvan|Wholesale of textile raw materials and semi-finished products
46862|Groothandel in papier en karton|Wholesale of paper and paperboard
46869|Groothandel in overige intermediaire producten (rest)|Wholesale of other intermediary products (rest)
4687|Groothandel in afval en schroot|Wholesale of waste and scrap
46871|Groothandel in autosloopmateriaal|Wholesale of scrap and parts of motor vehicles
46872|Groothandel in ijzer- en staalschroot en gebruikte non-ferrometalen|Wholesale of iron and steel scrap and used non-ferrous metals
46879|Groothandel in overige gebruikte materialen en afvalstoffen|Wholesale of other used materials and waste
4689|Overige gespecialiseerde groothandel (rest)|Other specialised wholesale n.e.c.
469|Niet-gespecialiseerde groothandel|Non-specialised wholesale trade
4690|Niet-gespecialiseerde groothandel|Non-specialised wholesale trade
46901|Niet-gespecialiseerde groothandel in consumentenartikelen|Non-specialised wholesale of consumer goods
46902|Niet-gespecialiseerde groothandel in niet-consumentenartikelen|Non-specialised wholesale of non-consumer goods
47|Detailhandel|Retail trade
471|Niet-gespecialiseerde detailhandel|Non-specialised retail sale
4711|Niet-gespecialiseerde detailhandel waarbij voedings- en genotmiddelen overheersen|Non-specialised retail sale of predominately food, beverages or tobacco
4712|Overige niet-gespecialiseerde detailhandel|Other non-specialised retail sale
472|Detailhandel in voedingsmiddelen, dranken en overige genotmiddelen|Retail sale of food, beverages and tobacco
4721|Detailhandel in aardappelen, groenten en fruit|Retail sale of fruit and vegetables
4722|Detailhandel in vlees en vleeswaren|Retail sale of meat and meat products
47221|Detailhandel in vlees en vleeswaren (niet voornamelijk wild en gevogelte)|Retail sale of meat and meat products (not predominantly game or poultry)
47222|Detailhandel in wild en gevogelte|Retail sale of game and poultry
4723|Detailhandel in vis en schaal- en weekdieren|Retail sale of fish, crustaceans and molluscs
4724|Detailhandel in brood, banket en suikerwerk|Retail sale of bread, cake and confectionery
47241|Detailhandel in brood en banket|Retail sale of bread and pastry
47242|Detailhandel in chocolade en suikerwerk|Retail sale of chocolate and confectionery
4725|Detailhandel in dranken|Retail sale of beverages
4726|Detailhandel in tabaksproducten en aanverwante artikelen|Retail sale of tobacco products
4727|Detailhandel in overige voedings- en genotmiddelen|Retail sale of other food
47271|Detailhandel in kaas|Retail sale of cheese
47272|Detailhandel in natuurvoeding en reformartikelen|Retail sale of natural food and health products
47273|Detailhandel in buitenlandse voedingsmiddelen|Retail sale of foreign food products
47279|Gespecialiseerde detailhandel in overige voedings- en genotmiddelen (rest)|Specialised retail sale of other food (rest)
473|Detailhandel in voertuigbrandstof|Retail sale of automotive fuel
474|Detailhandel in consumentenelektronica|Retail sale of information and communication equipment
4740|Detailhandel in consumentenelektronica|Retail sale of information and communication equipment
47401|Detailhandel in computers, randapparatuur en software|Retail sale of computers, peripheral equipment and software
47402|Detailhandel in telecommunicatieapparatuur|Retail sale of telecommunication equipment
47403|Detailhandel in audio- en videoapparatuur|Retail sale of audio and video equipment
47404|Detailhandel in een algemeen assortiment van consumentenelektronica|Retail sale of a general range of consumer electronics
475|Detailhandel in overige huishoudelijke artikelen|Retail sale of other household equipment
4751|Detailhandel in textiel|Retail sale of textiles
47511|Detailhandel in kledingstoffen|Retail sale of clothing fabrics
47512|Detailhandel in huishoudtextiel|Retail sale of household textiles
47513|Detailhandel in breiwol, handwerken en fournituren|Retail sale of knitting wool, handicrafts and haberdashery
4752|Detailhandel in ijzerwaren, bouwmaterialen, verf en glas|Retail sale of hardware, building materials, paints and glass
47521|Detailhandel in ijzerwaren en gereedschappen|Retail sale of hardware and tools
47522|Detailhandel in verf, verfwaren en behang|Retail sale of paints, paint materials and wallpaper
47523|Detailhandel in houten bouw- en tuinmaterialen|Retail sale of wooden building and garden materials
47524|Detailhandel in tegels|Retail sale of tiles
47525|Detailhandel in parket-, laminaat- en kurkvloeren|Retail sale of parquet, laminate and cork flooring
47526|Detailhandel gespecialiseerd in overige doe-het-zelfartikelen|Specialised retail sale of other do-it-yourself articles
47527|Detailhandel in bouwmaterialen algemeen assortiment|Retail sale of a general range of building material
4753|Detailhandel in tapijten en overige vloerbedekking en wandbekleding|Retail sale of carpets, rugs, wall and floor coverings
4754|Detailhandel in elektrische huishoudelijke apparaten|Retail sale of electrical household appliances
47541|Detailhandel in witgoed|Retail sale of white goods
47542|Detailhandel in naai- en breimachines|Retail sale of sewing and knitting machines
47543|Detailhandel in overige elektrische huishoudelijke apparatuur|Retail sale of other electrical household appliances
47544|Detailhandel in onderdelen voor elektrische huishoudelijke apparatuur|Retail sale of spare parts for electrical household appliances
4755|Detailhandel in meubelen, verlichting, tafelgerei en overige huishoudelijke artikelen|Retail sale of furniture, lighting equipment, tableware and other household goods
47551|Detailhandel in meubelen|Retail sale of furniture
47552|Detailhandel in verlichtingsartikelen|Retail sale of lighting articles
47553|Detailhandel in artikelen voor woninginrichting algemeen assortiment|Retail sale of a general range of home furnishing articles
47554|Detailhandel in keukens|Retail sale of kitchens
47555|Detailhandel in glas-, porselein- en aardewerk|Retail sale of glassware, china and pottery
47556|Detailhandel in babyartikelen|Retail sale of baby equipment
47557|Detailhandel gespecialiseerd in overige huishoudelijke artikelen (rest)|Specialised retail sale of other household articles (rest)
47558|Detailhandel in huishoudelijke artikelen algemeen assortiment|Retail sale of a general range of household articles
476|Detailhandel in cultuur-, recreatieartikelen en speelgoed|Retail sale of cultural and recreation goods
4761|Detailhandel in boeken|Retail sale of books
4762|Detailhandel in kranten, tijdschriften en kantoorartikelen|Retail sale of newspapers, and other periodical publications and stationery
4763|Detailhandel in sportartikelen|Retail sale of sporting equipment
47631|Detailhandel in fietsen|Retail sale of bicycles
47632|Detailhandel in watersportartikelen|Retail sale of water sports goods
47633|Detailhandel in sportartikelen (geen watersport)|Retail sale of sports goods (not for water sports)
47634|Detailhandel in kampeerartikelen (geen caravans)|Retail sale of camping goods (not caravans)
4764|Detailhandel in spellen en speelgoed|Retail sale of games and toys
4769|Detailhandel in overige cultuur- en recreatieartikelen|Retail sale of cultural and recreational goods n.e.c.
477|Detailhandel in overige consumentenartikelen, met uitzondering van motorvoertuigen en motorfietsen|Retail sale of other goods, except motor vehicles and motorcycles
4771|Detailhandel in kleding|Retail sale of clothing
47711|Detailhandel in herenkleding|Retail sale of men's clothing
47712|Detailhandel in dameskleding|Retail sale of women's clothing
47713|Detailhandel in kleding en kledingaccessoires (algemeen assortiment)|Retail sale of a general range of clothing and clothing accessories
47714|Detailhandel in baby- en kinderkleding|Retail sale of baby and children's clothing
47715|Detailhandel in onderkleding, lingerie en dergelijke|Retail sale of underwear, lingerie and related products
47716|Detailhandel in kledingaccessoires|Retail sale of clothing accessories
4772|Detailhandel in schoeisel en lederwaren|Retail sale of footwear and leather goods
47721|Detailhandel in schoenen|Retail sale of footwear
47722|Detailhandel in lederwaren en reisartikelen|Retail sale of leather goods and travel accessories
4773|Detailhandel in farmaceutische artikelen|Retail sale of pharmaceutical products
4774|Detailhandel in medische, orthopedische en drogisterij artikelen|Retail sale of medical and orthopaedic goods
47741|Detailhandel in drogisterij-artikelen|Retail sale of drugstore articles
47742|Detailhandel in medische en orthopedische artikelen|Retail sale of medical and orthopaedic goods (no drugstore)
47743|Detailhandel in corrigerende brillen, lenzen en zonnebrillen|Retail sale of corrective glasses, lenses and sunglasses
4775|Detailhandel in parfums en cosmetica|Retail sale of cosmetic and toilet articles
4776|Detailhandel in bloemen, planten, tuinbenodigdheden, huisdieren en dierbenodigdheden|Retail sale of flowers, plants, fertilisers, pets and pet food
47761|Detailhandel in bloemen en planten, zaden en tuinbenodigdheden|Retail sale of flowers and plants, seeds and garden accessories
47762|Detailhandel in dieren en dierbenodigdheden|Retail sale of pets and pet supplies
4777|Detailhandel in horloges en juwelen|Retail sale of watches and jewellery
4778|Detailhandel in overige nieuwe artikelen|Retail sale of other new goods
47781|Detailhandel in fotografische artikelen|Retail sale of photographic articles
47789|Detailhandel gespecialiseerd in overige nieuwe artikelen (rest)|Retail sale of other new goods (rest)
4779|Detailhandel in tweedehands artikelen|Retail sale of second-hand goods
47791|Detailhandel in antiek|Retail sale of antiques
47792|Detailhandel in tweedehands kleding|Retail sale of second-hand clothing
47793|Detailhandel in tweedehands goederen (geen kleding)|Retail sale of second-hand goods (not clothing)
478|Detailhandel in motorvoertuigen, motorfietsen en onderdelen en toebehoren daarvan|Retail sale of motor vehicles, motorcycles and related parts and accessories
4781|Detailhandel in motorvoertuigen|Retail sale of motor vehicles
4782|Detailhandel in onderdelen en toebehoren van motorvoertuigen|Retail sale of motor vehicle parts and accessories
4783|Detailhandel in motor- en bromfietsen, inclusief onderdelen en toebehoren hiervan|Retail sale of motorcycles, motorcycle parts and accessories
479|Bemiddelingsactiviteiten in verband met de detailhandel|Intermediation service activities for retail sale
4791|Bemiddelingsactiviteiten in verband met de niet-gespecialiseerde detailhandel|Intermediation service activities for non-specialised retail sale
4792|Bemiddelingsactiviteiten voor de gespecialiseerde detailhandel|Intermediation service activities for specialised retail sale
H|Vervoer en opslag|Transportation and storage
49|Vervoer over land en via pijpleidingen|Land transport and transport via pipelines
491|Personenvervoer per spoor|Passenger rail transport
4911|Personenvervoer per trein|Passenger heavy rail transport
4912|Overig personenvervoer per spoor|Other passenger rail transport
492|Goederenvervoer per spoor|Freight rail transport
493|Overig personenvervoer over land|Other passenger land transport
4931|Personenvervoer over de weg met dienstregeling|Scheduled passenger transport by road
4932|Personenvervoer over de weg zonder dienstregeling|Non-scheduled passenger transport by road
4933|Personenvervoer op aanvraag per voertuig met chauffeur|On-demand passenger transport service activities by vehicle with driver
4934|Personenvervoer met kabelbanen en skiliften|Passenger transport by cableways and ski lifts
4939|Overig personenvervoer over land, n.e.g.|Other passenger land transport n.e.c.
494|Goederenvervoer over de weg en verhuisbedrijven|Freight transport by road and removal services
4941|Goederenvervoer over de weg (met uitzondering van verhuisbedrijven)|Freight transport by road
4942|Activiteiten van verhuisbedrijven|Removal services
495|Transport via pijpleidingen|Transport via pipeline
50|Vervoer over water|Water transport
501|Personenvervoer over zee- en kustwateren|Sea and coastal passenger water transport
502|Goederenvervoer over zee- en kustwateren|Sea and coastal freight water transport
5020|Goederenvervoer over zee- en kustwateren|Sea and coastal freight water transport
50201|Goederenvervoer over zee- en kustwateren door middel van vracht- en tankvaart|Sea and coastal freight and tanker water transport
50202|Goederenvervoer over zee- en kustwateren door middel van sleepvaart|Sea and coastal towing water transport
503|Personenvervoer over binnenwateren|Inland passenger water transport
504|Goederenvervoer over binnenwateren|Inland freight water transport
5040|Goederenvervoer over binnenwateren|Inland freight water transport
50401|Goederenvervoer over binnenwateren door middel van vrachtvaart|Inland water freight shipping transport
50402|Goederenvervoer over binnenwateren door middel van tankvaart|Inland water tanker shipping transport
50403|Goederenvervoer over binnenwateren door middel van sleep- en duwvaart|Inland water towing and pushing transport
51|Luchtvaart|Air transport
511|Personenvervoer door de lucht|Passenger air transport
512|Goederenvervoer door de lucht en ruimtevaart|Freight air transport and space transport
5121|Goederenvervoer door de lucht|Freight air transport
5122|Ruimtevaart|Space transport
52|Opslag en dienstverlening voor vervoer|Warehousing, storage and support activities for transportation
521|Opslag|Warehousing and storage
5210|Opslag|Warehousing and storage
52101|Opslag in tanks|Storage in tanks
52102|Opslag in koelhuizen e.d.|Storage in cold stores and similar facilities
52109|Opslag in distributiecentra en overige opslag (niet in tanks, koelhuizen e.d.)|Storage in distribution centres and other storage (not in tanks or cold stores)
522|Dienstverlening voor vervoer|Support activities for transportation
5221|Dienstverlening voor vervoer over land|Service activities incidental to land transportation
5222|Dienstverlening voor vervoer over water|Service activities incidental to water transportation
5223|Dienstverlening voor de luchtvaart|Service activities incidental to air transportation
5224|Vrachtbehandeling|Cargo handling
52241|Laad-, los- en overslagactiviteiten voor zeevaart|Cargo handling for maritime transport
52242|Laad-, los- en overslagactiviteiten niet voor zeevaart|Cargo handling not for maritime transport
5225|Logistieke diensten: vrachtafhandeling|Logistics service activities
5226|Andere vervoerondersteunende activiteiten: documentenafhandeling|Other support activities for transportation
523|Bemiddelingsactiviteiten in verband met vervoer|Intermediation service activities for transportation
5231|Bemiddelingsactiviteiten in verband met goederenvervoer|Intermediation service activities for freight transportation
5232|Bemiddelingsactiviteiten in verband met personenvervoer|Intermediation service activities for passenger transportation
53|Post- en koeriersdiensten|Postal and courier activities
531|Postdiensten met universele dienstverplichting|Postal activities under universal service obligation
532|Overige postdiensten en koeriersdiensten|Other postal and courier activities
5320|Overige postdiensten en koeriersdiensten|Other postal and courier activities
53201|Post- en pakketbezorgdiensten zonder universele dienstverplichting|Postal services without universal service obligation
53202|Activiteiten van koeriers|Courier activities
533|Bemiddelingsactiviteiten in verband met post- en koeriersdiensten|Intermediation service activities for postal and courier activities
I|Logies-, maaltijd- en drankverstrekking|Accommodation and food service activities
55|Logiesverstrekking en -bemiddeling|Accommodation
551|Exploitatie van hotels en vergelijkbare accommodaties|Hotels and similar accommodation
5510|Exploitatie van hotels en vergelijkbare accommodaties|Hotels and similar accommodation
55101|Exploitatie van hotel-restaurants|Operation of hotel restaurants
55102|Exploitatie van hotels (geen hotel-restaurants), pensions en conferentie-oorden|Operation of hotels (excluding hotel restaurants), boarding houses and conference rooms
552|Verhuur van vakantieverblijven en overige accommodaties voor kort verblijf|Holiday and other short-stay accommodation
5520|Verhuur van vakantieverblijven en overige accommodaties voor kort verblijf|Holiday and other short-stay accommodation
55201|Verhuur van vakantiehuisjes en appartementen|Rental of holiday homes and apartments
55202|Exploitatie van jeugdherbergen , vakantiekampen, groepsaccommodaties en overige korte-verblijfsaccommodaties|Operation of youth hostels , holiday camps, group accommodation and other short-stay accommodation n.e.c.
553|Exploitatie van kampeerterreinen|Camping grounds and recreational vehicle parks
554|Bemiddelingsactiviteiten in verband met tijdelijke accommodaties|Intermediation service activities for accommodation
559|Overige logiesverstrekking|Other accommodation
56|Exploitatie van eet- en drinkgelegenheden|Food and beverage service activities
561|Exploitatie van restaurants en dergelijke en van mobiele eetgelegenheden|Restaurants and mobile food service activities
5611|Exploitatie van restaurants, cafetaria’s, ijssalons en dergelijke|Restaurant activities
56111|Exploitatie van restaurants|Operation of restaurants
56112|Exploitatie van fastfoodrestaurants, cafetaria's, ijssalons en dergelijke|Operation of fast food restaurants, cafetarias, ice cream parlours and similar facilities
5612|Exploitatie van mobiele eetgelegenheden|Mobile food service activities
562|Cateringdiensten op evenementen, op contractbasis en overige diensten in verband met drank en maaltijden|Event catering, contract catering service activities and other food service activities
5621|Cateringdiensten op evenementen|Event catering activities
5622|Cateringdiensten op contractbasis en overige diensten in verband met drank en maaltijden|Contract catering service activities and other food service activities
563|Exploitatie van drinkgelegenheden|Beverage serving activities
564|Bemiddelingsactiviteiten in verband met drank en maaltijden|Intermediation service activities for food and beverage services activities
J|Activiteiten van uitgeverijen, omroepactiviteiten, en activiteiten op het gebied van productie en distributie van inhoud|Publishing, broadcasting, and content production and distribution activities
58|Activiteiten van uitgeverijen|Publishing activities
581|Activiteiten van uitgeverijen van boeken en kranten en overige activiteiten van uitgeverijen, met uitzondering van het uitgeven van software|Publishing of books, newspapers and other publishing activities, except software publishing
5811|Uitgeven van boeken|Publishing of books
5812|Uitgeven van kranten|Publishing of newspapers
5813|Uitgeven van tijdschriften|Publishing of journals and periodicals
5819|Overige activiteiten van uitgeverijen, met uitzondering van het uitgeven van software|Other publishing activities, except software publishing
582|Uitgeven van software|Software publishing
5821|Uitgeven van computerspellen|Publishing of video games
5829|Uitgeven van overige software|Other software publishing
59|Productie en distributie van films en video- en televisieprogramma’s en audio, maken van geluidsopnamen en uitgeven van muziekopnamen|Motion picture, video and television programme production, sound recording and music publishing activities
591|Productie en distributie van films, video en televisieprogramma's|Motion picture, video and television programme activities
5911|Productie van films en video- en televisieprogramma’s|Motion picture, video and television programme production activities
59111|Productie van films (geen televisiefilms)|Motion picture production (not for television)
59112|Productie van televisieprogramma’s|Production of television programmes
5912|Activiteiten in verband met films en video- en televisieprogramma’s na de productie|Motion picture, video and television programme post-production activities
5913|Distributie van films en televisie- en videoproducties|Motion picture and video distribution activities
5914|Vertoning van films|Motion picture projection activities
592|Maken en uitgeven van geluids- en muziekopnamen|Sound recording and music publishing activities
60|Programmering, uitzending, perssagentschappen en overige activiteiten op het gebied van de verspreiding van inhoud|Programming, broadcasting, news agency and other content distribution activities
601|Uitzenden van radioprogramma’s en distributie van audio|Radio broadcasting and audio distribution activities
602|Samenstellen en uitzenden van televisieprogramma’s en distributie van video’s|Television programming, broadcasting and video distribution activities
603|Activiteiten van persagentschappen en overige activiteiten op het gebied van de verspreiding van inhoud|News agency and other content distribution activities
6031|Activiteiten van persagentschappen|News agency activities
6039|Overige activiteiten op het gebied van de verspreiding van inhoud|Other content distribution activities
K|Telecommunicatie, computerprogrammering en consultancy, informatica-infrastructuur en overige activiteiten op het gebied van informatiediensten|Telecommunication, computer programming, consulting, computing infrastructure and other information service activities
61|Telecommunicatie|Telecommunication
611|Activiteiten op het gebied van draadgebonden en draadloze telecommunicatie en telecommunicatie via satelliet|Wired, wireless, and satellite telecommunication activities
612|Wederverkoop van telecommunicatie en bemiddelingsactiviteiten in verband met telecommunicatie|Telecommunication reselling activities and intermediation service activities for telecommunication
619|Overige activiteiten op het gebied van telecommunicatie|Other telecommunication activities
62|Computerprogrammering, consultancy en aanverwante activiteiten|Computer programming, consultancy and related activities
621|Ontwerpen van computerprogramma’s|Computer programming activities
622|Activiteiten op het gebied van computerconsultancy en beheer van computerfaciliteiten|Computer consultancy and computer facilities management activities
629|Overige diensten op het gebied van informatietechnologie en computer|Other information technology and computer service activities
63|Dienstverlenende activiteiten op het gebied van informatie|Computing infrastructure, data processing, hosting and other information service activities
631|Inrichten van computerinfrastructuur, gegevensverwerking, hosting en aanverwante activiteiten|Computing infrastructure, data processing, hosting and related activities
639|Activiteiten van webportalen en overige dienstverlenende activiteiten op het gebied van informatie|Web search portal activities and other information service activities
6391|Activiteiten van webportalen|Web search portal activities
6392|Overige dienstverlenende activiteiten op het gebied van informatie|Other information service activities
L|Activiteiten op het gebied van financiële dienstverlening en verzekeringen|Financial and insurance activities
64|Financiële dienstverlening, met uitzondering van verzekeringen en pensioenfondsen|Financial service activities, except insurance and pension funding
641|Activiteiten van monetaire financiële instellingen|Monetary intermediation
6411|Activiteiten van centrale banken|Central banking
6419|Activiteiten van overige monetaire financiële instellingen|Other monetary intermediation
64191|Activiteiten van coöperatief georganiseerde banken|Activities of cooperative banks
64192|Activiteiten van effectenkredietinstellingen|Activities of stock credit institutions
64193|Activiteiten van spaarbanken|Activities of savings banks
64194|Activiteiten van algemene banken|Activities of general banks
642|Activiteiten van financiële holdings en financieringsentiteiten|Activities of holding companies and financing conduits
6421|Activiteiten van financiële holdings|Activities of holding companies
6422|Activiteiten van financieringsentiteiten binnen concernverband|Activities of financing conduits
643|Activiteiten van beleggingstrusts en -fondsen en overige financiële entiteiten|Activities of trusts, funds and similar financial entities
6431|Activiteiten van geldmarkt- en niet-geldmarktbeleggingsfondsen|Activities of money market and non-money market investments funds
6432|Activiteiten van trust-, vastgoed- en agentschaprekeningen|Activities of trust, estate and agency accounts
649|Financiële dienstverlening, met uitzondering van verzekeringen en pensioenfondsen|Other financial service activities, except insurance and pension funding
6491|Financiële lease|Financial leasing
6492|Overige kredietverstrekking|Other credit granting
64921|Activiteiten van hypotheekbanken en bouwfondsen|Activities of mortgage banks and building funds
64922|Activiteiten van volkskredietbanken en commerciële financieringsmaatschappijen|Activities of municipal credit banks and commercial finance companies
64923|Activiteiten van participatiemaatschappijen|Activities of participation companies
64929|Activiteiten van wisselmakelaars en overige kredietverstrekking (rest)|Activities of bill-brokers and other credit granting (rest)
6499|Overige financiële dienstverlening, met uitzondering van verzekeringen en pensioenfondsen, n.e.g.|Other financial service activities, except insurance and pension funding n.e.c.
64991|Activiteiten van marketmakers|Activities of market makers
64999|Overige financiële dienstverlening, met uitzondering van verzekeringen en pensioenfondsen, n.e.g. (rest)|Other financial service activities, except insurance and pension funding n.e.c. (rest)
65|Activiteiten op het gebied van verzekeringen en pensioenfondsen, met uitzondering van verplichte sociale verzekeringen|Insurance, reinsurance and pension funding, except compulsory social security
651|Activiteiten op het gebied van verzekeringen (geen herverzekeringen)|Insurance
6511|Activiteiten op het gebied van levensverzekeringen|Life insurance
65111|Activiteiten van levensverzekeraars (geen herverzekeringen)|Activities of life insurance companies (not reinsurance)
65112|Activiteiten van natura-uitvaartverzekeraars|Activities of in-kind funeral insurance companies
6512|Activiteiten op het gebied van overige verzekeringen|Non-life insurance
65121|Activiteiten van schadeverzekeraars, met uitzondering van zorgverzekeraars|Activities of non-life insurance companies (not health insurance)
65122|Activiteiten van zorgverzekeraars|Activities of health insurance companies
65123|Activiteiten van spaarkassen|Activities of slate clubs for insurance
652|Activiteiten van herverzekeraars|Reinsurance
653|Activiteiten van pensioenfondsen|Pension funding
6530|Activiteiten van pensioenfondsen|Pension funding
65301|Activiteiten van bedrijfspensioenfondsen|Activities of company pension funds
65302|Activiteiten van ondernemingspensioenfondsen en -spaarfondsen|Activities of corporate pension funds and savings funds
65303|Activiteiten van beroepspensioenfondsen|Activities of pension funds for specific professional groups
65309|Activiteiten van overige pensioenfondsen|Activities of other pension funds
66|Ondersteunende activiteiten voor financiële diensten, verzekeringen en pensioenen|Activities auxiliary to financial services and insurance activities
661|Ondersteunende activiteiten voor financiële diensten, met uitzondering van verzekeringen en pensioenfondsen|Activities auxiliary to financial services, except insurance and pension funding
6611|Beheer van financiële markten|Administration of financial markets
6612|Bemiddeling in effecten- en goederencontracten|Security and commodity contracts brokerage
6619|Overige ondersteunende activiteiten voor financiële diensten, met uitzondering van verzekeringen en pensioenfondsen|Other activities auxiliary to financial services, except insurance and pension funding
66191|Activiteiten van administratiekantoren voor aandelen en obligaties|Activities of trust offices
66199|Overige ondersteunende activiteiten voor financiële diensten, met uitzondering van verzekeringen en pensioenfondsen (rest)|Other activities auxiliary to financial services, except insurance and pension funding (rest)
662|Dienstverlening op het gebied van verzekeringen en pensioenfondsen|Activities auxiliary to insurance and pension funding
6621|Activiteiten van risicoanalisten en schadetaxateurs|Risk and damage evaluation
6622|Activiteiten van verzekeringsagenten, makelaars en assurantietussenpersonen|Activities of insurance agents and brokers
6629|Overige ondersteunende activiteiten in verband met verzekeringen en pensioenfondsen|Activities auxiliary to insurance and pension funding n.e.c.
66291|Activiteiten van verzekeringsbeurzen|Activities of insurance markets
66292|Activiteiten van actuariële en pensioenadviesbureaus; beheer en administratie van pensioenvermogens|Activities of actuaries and pension consultancy firms; pension fund management and administration
66293|Activiteiten van waarborgfondsen|Activities of guarantee institutions
66299|Overige ondersteunende activiteiten in verband met verzekeringen en pensioenfondsen (rest)|Other activities auxiliary to insurance and pension funding (rest)
663|Vermogensbeheer|Fund management activities
M|Exploitatie van en handel in onroerend goed|Real estate activities
68|Exploitatie van en handel in onroerend goed|Real estate activities
681|Verhuur van en handel in eigen onroerend goed en projectontwikkeling|Real estate activities with own property and development of building projects
6811|Handel in eigen onroerend goed|Buying and selling of own real estate
6812|Projectontwikkeling|Development of building projects
682|Verhuur en exploitatie van eigen of geleased onroerend goed|Rental and operating of own or leased real estate
6820|Verhuur en exploitatie van eigen of geleased onroerend goed|Rental and operating of own or leased real estate
68201|Activiteiten van woningbouwverenigingen en -stichtingen|Activities of housing associations and foundations
68202|Verhuur en exploitatie van overige woonruimte|Renting and operating of other residential accommodation
68203|Verhuur en exploitatie van onroerend goed (niet van woonruimte)|Rental and operating of real estate (not residential accommodation)
683|Bemiddeling in en beheer van onroerend goed voor een vast bedrag of op contractbasis|Real estate activities on a fee or contract basis
6831|Bemiddeling in verband met exploitatie van en handel in onroerend goed|Intermediation service activities for real estate activities
6832|Overige bemiddeling in en beheer van onroerend goed voor een vast bedrag of op contractbasis|Other real estate activities on a fee or contract basis
N|Wetenschappelijke en technische activiteiten en specialistische zakelijke dienstverlening|Professional, scientific and technical activities
69|Rechtskundige en boekhoudkundige dienstverlening|Legal and accounting activities
691|Rechtskundige dienstverlening|Legal activities
6910|Rechtskundige dienstverlening|Legal activities
69101|Activiteiten van advocaten, bewindvoerders en curatoren|Activities of lawyers, administrators and curators
69102|Rechtskundig advies|Legal consultancy
69103|Activiteiten van notarissen|Activities of notaries
69104|Activiteiten van deurwaarders|Activities of bailiffs
69105|Activiteiten van octrooibureaus|Activities of patent offices
692|Accountancy, belastingadvisering en boekhoudadministratie|Accounting, bookkeeping and auditing activities; tax consultancy
6920|Accountancy, belastingadvisering en boekhoudadministratie|Accounting, bookkeeping and auditing activities; tax consultancy
69201|Activiteiten van registeraccountants|Activities of chartered accountants
69202|Activiteiten van accountants-administratieconsulenten|Activities of accounting consultants
69203|Activiteiten van boekhouders|Activities of other accountants
69204|Belastingadvisering|Tax consultancy
69209|Overige diensten op het gebied van administratie|Other bookkeeping services
70|Activiteiten van hoofdkantoren, interne concerndiensten en managementadvisering|Activities of head offices and management consultancy
701|Activiteiten van hoofdkantoren en interne concerndiensten|Activities of head offices
7010|Activiteiten van hoofdkantoren en interne concerndiensten|Activities of head offices
70101|Concerndiensten binnen eigen concern|Corporate services within own enterprise group
70102|Overige activiteiten van hoofdkantoren|Other activities of head offices
702|Activiteiten van adviesbureaus op het gebied van bedrijfsvoering en overig managementadvies|Business and other management consultancy activities
7020|Activiteiten van adviesbureaus op het gebied van bedrijfsvoering en overig managementadvies|Business and other management consultancy activities
70201|Activiteiten van organisatie-adviesbureaus|Activities of organisational consultancy firms
70202|Advisering op het gebied van management en bedrijfsvoering (geen public relations en organisatie-adviesbureaus)|Management and business consultancy activities (not public relations or organisational consultancy)
71|Activiteiten van architecten en ingenieurs; technisch ontwerp en advies, keuring en controle|Architectural and engineering activities; technical testing and analysis
711|Activiteiten van architecten en ingenieurs; technisch ontwerp en advies|Architectural and engineering activities and related technical consultancy
7111|Activiteiten van architecten|Architectural activities
71111|Activiteiten van architecten (geen interieurarchitecten)|Activities of architects (not interior architects)
71112|Activiteiten van interieurarchitecten|Activities of interior architects
7112|Activiteiten van ingenieurs en overig technisch ontwerp en advies|Engineering activities and related technical consultancy
712|Technische keuring en controle|Technical testing and analysis
7120|Technische keuring en controle|Technical testing and analysis
71201|Keuring en controle van agrarische producten en voedingsmiddelen|Testing and analysis of agricultural products and foodstuffs
71202|Keuring en controle van machines, apparaten en materialen|Technical testing and analysis of machinery, equipment and materials
71203|Overige keuring en controle|Other technical testing and analysis
72|Wetenschappelijk onderzoek en ontwikkeling|Scientific research and development
721|Natuurwetenschappelijk onderzoek en experimentele ontwikkeling|Research and experimental development on natural sciences and engineering
722|Onderzoek en experimentele ontwikkeling op het gebied van de maatschappij- en geesteswetenschappen|Research and experimental development on social sciences and humanities
73|Reclameactiviteiten, marktonderzoek en public relations|Activities of advertising, market research and public relations
731|Activiteiten van reclamebureaus en handel in advertentieruimte en -tijd|Advertising
7311|Activiteiten van reclamebureaus|Activities of advertising agencies
7312|Handel in advertentieruimte en -tijd|Media representation
732|Markt- en opinieonderzoek|Market research and public opinion polling
733|Activiteiten van adviesbureaus op het gebied van public relations en communicatie|Public relations and communication activities
74|Overige wetenschappelijke en technische activiteiten en overige specialistische zakelijke dienstverlening|Other professional, scientific and technical activities
741|Activiteiten van gespecialiseerde ontwerpers|Specialised design activities
7411|Ontwerpen van industriële producten en mode|Industrial product and fashion design activities
7412|Grafisch ontwerp en visuele communicatie|Graphic design and visual communication activities
7413|Interieurontwerp|Interior design activities
7414|Overige gespecialiseerde ontwerpactiviteiten|Other specialised design activities
742|Activiteiten op het gebied van fotografie|Photographic activities
743|Activiteiten van vertalers en tolken|Translation and interpretation activities
749|Overige specialistische zakelijke dienstverlening|Other professional, scientific and technical activities n.e.c.
7491|Bemiddeling in en het in de handel brengen van octrooien|Patent brokering and marketing service activities
7499|Overige specialistische zakelijke dienstverlening, n.e.g.|All other professional, scientific and technical activities n.e.c.
75|Veterinaire dienstverlening|Veterinary activities
750|Veterinaire dienstverlening|Veterinary activities
O|Verhuur van roerende goederen en overige zakelijke dienstverlening|Administrative and support service activities
77|Verhuur en lease|Rental and leasing activities
771|Verhuur en lease van motorvoertuigen|Rental and leasing of motor vehicles
7711|Verhuur en lease van personenauto’s en overige lichte motorvoertuigen|Rental and leasing of cars and light motor vehicles
77111|Verhuur en lease van personenauto’s en andere lichte motorvoertuigen (geen operational lease)|Rental and leasing of cars and other light motor vehicles (not operational lease)
77112|Operational lease van personenauto’s en andere lichte motorvoertuigen|Operational leasing of cars and other light motor vehicles
7712|Verhuur en lease van vrachtwagens, autobussen, campers en aanhangwagens|Rental and leasing of trucks
772|Verhuur en lease van consumentenartikelen|Rental and leasing of personal and household goods
7721|Verhuur en lease van recreatie- en sportartikelen|Rental and leasing of recreational and sports goods
7722|Verhuur en lease van overige consumentenartikelen|Rental and leasing of other personal and household goods
77221|Verhuur van kleding|Rental of clothing
77222|Verhuur van huishoudelijke artikelen|Rental of household goods
77229|Verhuur van overige consumentenartikelen (rest)|Rental of other consumer goods (rest)
773|Verhuur en lease van overige machines, werktuigen en van overige goederen|Rental and leasing of other machinery, equipment and tangible goods
7731|Verhuur en lease van landbouwmachines en -werktuigen|Rental and leasing of agricultural machinery and equipment
7732|Verhuur en lease van machines en installaties voor de bouwnijverheid en de weg- en waterbouw|Rental and leasing of construction and civil engineering machinery and equipment
7733|Verhuur en lease van computers en kantoorapparatuur|Rental and leasing of office machinery, equipment and computers
7734|Verhuur en lease van schepen|Rental and leasing of water transport equipment
7735|Verhuur en lease van luchtvaartuigen|Rental and leasing of air transport equipment
7739|Verhuur en lease van overige machines en werktuigen en van overige goederen, n.e.g.|Rental and leasing of other machinery, equipment and tangible goods n.e.c.
774|Lease van intellectuele eigendom en vergelijkbare producten, met uitzondering van werken onder auteursrecht|Leasing of intellectual property and similar products, except copyrighted works
775|Bemiddeling in verband met verhuur en lease van materiële goederen en niet-financiële immateriële activa|Intermediation service activities for rental and leasing of tangible goods and non-financial intangible assets
7751|Bemiddeling in verband met verhuur en lease van auto’s, campers en aanhangwagens|Intermediation service activities for rental and leasing of cars, motorhomes and trailers
7752|Bemiddeling in verband met verhuur en lease van overige materiële goederen en niet-financiële immateriële activa|Intermediation service activities for rental and leasing of other tangible goods and non-financial intangible assets
78|Arbeidsbemiddeling, activiteiten van uitzendbureaus en personeelsbeheer|Employment activities
781|Arbeidsbemiddeling|Activities of employment placement agencies
782|Activiteiten van uitzendbureaus en overige diensten in verband met personeelsvoorziening|Temporary employment agency activities and other human resource provisions
7820|Activiteiten van uitzendbureaus en overige diensten in verband met personeelsvoorziening|Temporary employment agency activities and other human resource provisions
78201|Activiteiten van uitzendbureaus; personeelsbeheer voor derden|Activities of temporary employment agencies; third-party personnel management
78202|Activiteiten van uitleenbureaus|Activities of temporary secondment agencies
79|Activiteiten van reisbureaus, reisorganisatoren, reserveringsbureaus en aanverwante activiteiten|Travel agency, tour operator and other reservation service and related activities
791|Activiteiten van reisbureaus en reisorganisatoren|Travel agency and tour operator activities
7911|Activiteiten van reisbureaus|Travel agency activities
7912|Activiteiten van reisorganisatoren|Tour operator activities
799|Overige activiteiten van reserveringsbureaus en aanverwante activiteiten|Other reservation service and related activities
80|Opsporings- en beveiligingsdiensten|Investigation and security activities
800|Opsporings- en beveiligingsdiensten|Investigation and security activities
8001|Opsporings- en beveiligingsdiensten ter plaatse|Investigation and private security activities
8009|Beveiligingsactiviteiten, n.e.g.|Security activities n.e.c.
81|Diensten in verband met gebouwen; landschapsverzorging|Services to buildings and landscape activities
811|Facility management|Combined facilities support activities
812|Reiniging|Cleaning activities
8121|Interieurreiniging van gebouwen|General cleaning of buildings
8122|Overige reiniging van gebouwen en industriële reiniging|Other building and industrial cleaning activities
81221|Glazenwassen|Window cleaning
81222|Schoorsteenvegen|Chimney sweeping
81229|Overige gespecialiseerde reiniging van gebouwen en industriële reiniging (rest)|Other specialised building and industrial cleaning activities (rest)
8123|Overige reiniging|Other cleaning activities
813|Landschapsverzorging|Landscape service activities
8130|Landschapsverzorging|Landscape service activities
81301|Onderhoud van tuinen, parken en plantsoenen|Maintenance of gardens, parks and public gardens
81302|Natuurbeheer|Nature conservation
82|Administratieve en ondersteunende activiteiten ten behoeve van kantoren en overige zakelijke dienstverlening|Office administrative, office support and other business support activities
821|Administratieve en ondersteunende activiteiten ten behoeve van kantoren|Office administrative and support activities
822|Activiteiten van callcenters|Activities of call centres
823|Organisatie van congressen en beurzen|Organisation of conventions and trade shows
824|Bemiddelingsactiviteiten in verband met zakelijke dienstverlening, n.e.g.|Intermediation service activities for business support service activities n.e.c.
829|Zakelijke dienstverlening, n.e.g.|Business support service activities n.e.c.
8291|Activiteiten van incasso- en kredietbureaus|Activities of collection agencies and credit bureaus
8292|Activiteiten van verpakkingsbedrijven|Packaging activities
8299|Overige zakelijke dienstverlening, n.e.g.|Other business support service activities n.e.c.
P|Openbaar bestuur, overheidsdiensten en verplichte sociale verzekeringen|Public administration and defence; compulsory social security
84|Openbaar bestuur, overheidsdiensten en verplichte sociale verzekeringen|Public administration and defence; compulsory social security
841|Openbaar bestuur en het economische, sociale en milieubeleid van de gemeenschap|Administration of the State and the economic, social and environmental policies of the community
8411|Algemeen overheidsbestuur|General public administration activities
8412|Openbaar bestuur op het gebied van gezondheidszorg, onderwijs, culturele diensten en overige sociale diensten|Regulation of health care, education, cultural services and other social services
84121|Openbaar bestuur van de zorg, onderwijs, cultuur en andere sociale diensten (met uitzondering van sociale werkplaatsen en banenpools sector overheid)|Public administration of health care, education, cultural and other social services (not sheltered workshops and public sector job pools)
84122|Beheer van sociale werkplaatsen|Administration of schemes for sheltered workshops
84123|Beheer van werkgelegenheidsprojecten (banenpools)|Administration of schemes for employment projects (job pools)
8413|Openbaar bestuur op het gebied van het bedrijfsleven|Regulation of and contribution to more efficient operation of businesses
842|Overheidsdiensten|Provision of services to the community as a whole
8421|Diensten van Buitenlandse zaken|Foreign affairs
8422|Diensten van Defensie|Defence activities
8423|Diensten van Justitie|Justice and judicial activities
84231|Rechtspraak|Justice activities
84232|Diensten van het Ministerie van Justitie en gevangeniswezen|Ministry of Justice and prison services
8424|Diensten van Openbare orde en veiligheid|Public order and safety activities
8425|Diensten van de Brandweer|Fire service activities
843|Diensten van Verplichte sociale verzekeringen|Compulsory social security activities
Q|Onderwijs|Education
85|Onderwijs|Education
851|Kleuteronderwijs|Pre-primary education
852|Basisonderwijs|Primary education
8520|Basisonderwijs|Primary education
85201|Regulier basisonderwijs|Regular primary education
85202|Speciaal basisonderwijs|Primary special needs education
85203|Speciaal onderwijs en voortgezet speciaal onderwijs|Special needs education and secondary special needs education
853|Voortgezet onderwijs en middelbaar beroepsonderwijs|Secondary and post-secondary non-tertiary education
8531|Voortgezet onderwijs|General secondary education
85311|Havo, vwo en vmbo|Senior general secondary education (Havo), pre-university education (Vwo) and pre-vocational secondary education (Vmbo)
85312|Praktijkonderwijs|Practical training education
8532|Middelbaar beroepsonderwijs|Vocational secondary education
8533|Postsecundair niet-tertiair onderwijs|Post-secondary non-tertiary education
854|Tertiair onderwijs|Tertiary education
8540|Tertiair onderwijs|Tertiary education
85401|Hoger beroepsonderwijs|University of applied sciences education
85402|Universitair onderwijs|University education
855|Overig onderwijs|Other education
8551|Sport- en recreatieonderwijs|Sports and recreation education
8552|Cultureel onderwijs|Cultural education
85521|Activiteiten van dansscholen|Activities of dance schools
85522|Kunstzinnige vorming van amateurs (geen dansscholen)|Artistic and cultural education of amateurs (not dance schools)
8553|Activiteiten van auto- en motorrijscholen|Driving school activities
8559|Overig onderwijs (rest)|Other education n.e.c.
85591|Bedrijfsopleiding en -training|Business education and training
85599|Studiebegeleiding en overig onderwijs n.e.g.|Tutoring and other education n.e.c.
856|Onderwijsondersteunende activiteiten|Educational support activities
8561|Bemiddeling op het gebied van educatieve diensten en studiebegeleiding|Intermediation service activities for courses and tutors
8569|Onderwijsondersteunende activiteiten, n.e.g.|Educational support activities n.e.c.
R|Gezondheids- en welzijnszorg|Human health and social work activities
86|Gezondheidszorg|Human health activities
861|Activiteiten van ziekenhuizen|Hospital activities
8610|Activiteiten van ziekenhuizen|Hospital activities
86101|Exploitatie van Universitair Medische Centra|Operation of University Medical Centres
86102|Algemene ziekenhuiszorg|General hospital care
86103|Overige ziekenhuiszorg|Other hospital care
86104|Curatieve Geestelijke gezondheidszorg met verblijf (met uitzondering van activiteiten van verslavingsklinieken)|Curative mental health care with overnight stay (not activities of addiction clinics)
862|Activiteiten van artsen en tandartsen|Medical and dental practice activities
8621|Huisartsenzorg|General medical practice activities
8622|Activiteiten van medisch specialisten|Medical specialists activities
86221|Medisch specialistische zorg zonder verblijf (met uitzondering van psychiatrische zorg)|Specialised medical care without overnight stay (not psychiatric care)
86222|Psychiatrische zorg|Psychiatric care
8623|Tandheelkundige zorg|Dental practice care activities
869|Paramedische zorg en overige gezondheidszorg zonder verblijf|Other human health activities
8691|Activiteiten van medische beeldvorming en medische laboratoria|Diagnostic imaging services and medical laboratory activities
8692|Ambulancezorg|Patient transportation by ambulance
8693|Psychologische zorg|Activities of psychologists and psychotherapists, except medical doctors
8694|Verpleging, verzorging en verloskundige zorg|Nursing and midwifery activities
86941|Verloskundige zorg|Activities of midwifes
86942|Verpleging en verzorging thuis en kraamzorg|Nursing and personal care at home and maternity care
86943|Overige verpleging en verzorging|Other Nursing and personal care
8695|Fysiotherapie en ergotherapie|Physiotherapy activities
8696|Alternatieve geneeskunde en oefentherapie|Traditional, complementary and alternative medicine activities
8697|Bemiddeling in de gezondheidszorg|Intermediation service activities for medical, dental and other human health services
8699|Overige gezondheidszorg zonder verblijf (rest)|Other human health activities n.e.c.
86991|Arbozorg (inclusief activiteiten van zelfstandige bedrijfsartsen)|Occupational health and safety service (including activities of independent occupational physicians)
86992|Preventieve zorg|Preventive care
86993|Overige mondzorg|Other oral health care
86994|Overige paramedische zorg|Other paramedical care
86999|Overige gezondheidszorg zonder verblijf, n.e.g.|Other health care without overnight stay n.e.c.
87|Verpleging, verzorging en begeleiding met verblijf|Residential care activities
871|Verpleeghuiszorg|Residential nursing care activities
872|Verblijfszorg voor mensen met psychische aandoeningen en voor mensen met een middelenverslaving|Residential care activities for persons living with or having a diagnosis of a mental illness or substance abuse
8720|Verblijfszorg voor mensen met psychische aandoeningen en voor mensen met een middelenverslaving|Residential care activities for persons living with or having a diagnosis of a mental illness or substance abuse
87201|Verstandelijke gehandicaptenzorg met verblijf|Residential care for persons with intellectual disabilities
87202|Verblijfszorg voor mensen met een langdurige geestelijke gezondheidszorgvraag of een middelenverslaving|Residential care for persons with non-intellectual mental illness or substance abuse
873|Verblijfszorg voor ouderen of personen met een lichamelijke handicap|Residential care activities for older persons or persons with physical disabilities
8730|Verblijfszorg voor ouderen of personen met een lichamelijke handicap|Residential care activities for older persons or persons with physical disabilities
87301|Lichamelijke en zintuiglijke gehandicaptenzorg met verblijf|Residential physical and sensory disability care
87302|Verblijfszorg met persoonlijke verzorging en begeleiding voor ouderen|Residential care with personal care and assistance for the elderly
879|Overige activiteiten op het gebied van verpleging, verzorging en begeleiding met verblijf|Other residential care activities
8791|Bemiddeling in de verblijfszorg|Intermediation service activities for residential care activities
8799|Overige activiteiten op het gebied van verpleging, verzorging en begeleiding met verblijf (rest)|Other residential care activities n.e.c.
87991|Jeugdzorg met verblijf|Residential youth care
87992|Maatschappelijke opvang met verblijf|Residential social care
88|Maatschappelijke dienstverlening zonder verblijf|Social work activities without accommodation
881|Maatschappelijke dienstverlening zonder verblijf gericht op ouderen en mensen met een handicap|Social work activities without accommodation for older persons or persons with disabilities
8810|Maatschappelijke dienstverlening zonder verblijf gericht op ouderen en mensen met een handicap|Social work activities without accommodation for older persons or persons with disabilities
88101|Huishoudelijke hulp voor ouderen en mensen met een handicap|Home assistance services for elderly and persons with disabilities
88102|Ondersteuning en begeleiding ouderen (inclusief dagactiviteiten)|Support and assistance for elderly people (including day time activities)
88103|Ondersteuning en begeleiding mensen met een handicap (inclusief dagactiviteiten)|Support and assistance for people with disabilities (including day time activities)
889|Maatschappelijke dienstverlening zonder verblijf niet specifiek gericht op ouderen en mensen met een handicap|Other social work activities without accommodation
8891|Kinderopvang|Child day-care activities
8899|Overige maatschappelijke dienstverlening waarbij geen onderdak wordt verschaft, n.e.g.|Other social work activities without accommodation n.e.c.
88991|Ondersteuning en begeleiding jeugdigen zonder verblijf (inclusief dagactiviteiten)|Support and assistance for young people without overnight stay (including day time activities)
88992|Sociaal-maatschappelijk welzijnswerk|Social welfare work
88999|Overige welzijnszorg|Other social work activities without accommodation n.e.c. (rest)
S|Kunst, cultuur, sport en recreatie activiteiten|Arts, sports and recreation
90|Activiteiten op het gebied van scheppende en uitvoerende kunst|Arts creation and performing arts activities
901|Activiteiten op het gebied van scheppende kunst|Arts creation activities
9011|Literaire creatie en compositie van muziek|Literary creation and musical composition activities
9012|Creatie van beeldende kunst|Visual arts creation activities
9013|Overige vormen van scheppende kunst|Other arts creation activities
902|Activiteiten op het gebied van uitvoerende kunst|Activities of performing arts
903|Ondersteunende activiteiten voor scheppende en uitvoerende kunst|Support activities to arts creation and performing arts
9031|Exploitatie van theaters, schouwburgen en poppodia|Operation of arts facilities and sites
9039|Overige ondersteunende activiteiten voor scheppende en uitvoerende kunst|Other support activities to arts and performing arts
90391|Uitvoerende en ondersteunende productie van scheppende en uitvoerende kunst|Performing and supporting production activities in creative and performing arts
90392|Organisatie van festivals op het gebied van scheppende en uitvoerende kunst|Organisation of festivals related to creative and performing arts
90399|Overige ondersteunende activiteiten voor scheppende en uitvoerende kunst (rest)|Other support activities to arts and performing arts (rest)
91|Activiteiten van bibliotheken, archieven, musea en overige culturele activiteiten|Libraries, archives, museums and other cultural activities
911|Activiteiten van bibliotheken en archieven|Library and archive activities
9111|Activiteiten van bibliotheken|Library activities
91111|Activiteiten van openbare bibliotheken|Activities of public libraries
91119|Activiteiten van overige culturele uitleencentra en bibliotheken|Activities of other cultural lending centres and libraries
9112|Activiteiten van archieven|Archive activities
912|Activiteiten van musea en activiteiten met betrekking tot collecties, historische locaties en monumenten|Museum, collection, historical site and monument activities
9121|Activiteiten van musea en activiteiten met betrekking tot collecties|Museum and collection activities
91211|Activiteiten van musea|Activities of museums
91219|Activiteiten van overige presentatie- en expositieruimten|Activities of other presentation and exhibition centres
9122|Activiteiten met betrekking tot historische locaties en monumenten|Historical site and monument activities
913|Instandhouding, restauratie en overige ondersteunende activiteiten voor cultureel erfgoed|Conservation, restoration and other support activities for cultural heritage
914|Activiteiten van botanische tuinen, dierentuinen en natuurreservaten|Botanical and zoological garden and nature reserve activities
9141|Activiteiten van botanische tuinen en dierentuinen|Botanical and zoological garden activities
9142|Activiteiten op het gebied van beheer en instandhouding van natuurreservaten|Nature reserve activities
92|Exploitatie van loterijen, kansspelen en kansspelautomaten|Gambling and betting activities
920|Exploitatie van loterijen, kansspelen en kansspelautomaten|Gambling and betting activities
93|Sport, ontspanning en recreatie|Sports activities and amusement and recreation activities
931|Activiteiten op het gebied van sport|Sports activities
9311|Exploitatie van sportaccommodaties|Operation of sports facilities
93111|Exploitatie van zwembaden|Operation of swimming pools
93112|Exploitatie van sporthallen, sportzalen en gymzalen|Operation of sports halls and gymnasiums
93113|Exploitatie van sportvelden|Operation of sports fields
93114|Exploitatie van maneges|Operation of equestrian centres
93119|Exploitatie van overige sportaccommodaties|Operation of other sports facilities
9312|Activiteiten van sportclubs|Activities of sports clubs
93121|Activiteiten van veldvoetbalclubs|Activities of football clubs
93122|Activiteiten van tennisclubs|Activities of tennis clubs
93123|Activiteiten van zaalsportclubs, zowel individueel als in teamverband|Activities of indoor sports clubs, both individual and team-based
93124|Activiteiten van zwemclubs en onderwatersportclubs|Activities of swimming clubs and underwater sports clubs
93129|Activiteiten van overige sportclubs en omnisportclubs|Activities of other sports clubs and omnisports clubs
9313|Activiteiten van fitnesscentra|Activities of fitness centres
9319|Overige sportactiviteiten|Sports activities n.e.c.
93191|Activiteiten van beroepssportlieden|Activities of professional sportsmen and women
93192|Activiteiten van supportersverenigingen op het gebied van sport|Activities of supporters' associations in the field of sports
93193|Organiseren van sportevenementen|Organisation of sports events
93194|Activiteiten van overkoepelende organen en samenwerkings- en adviesorganen op het gebied van sport|Activities of umbrella, collaborative and advisory bodies in the field of sports
93199|Overige sportactiviteiten (rest)|Other sports activities (rest)
932|Activiteiten op het gebied van ontspanning en recreatie|Amusement and recreation activities
9321|Exploitatie van pret- en themaparken|Activities of amusement parks and theme parks
9329|Overige activiteiten op het gebied van ontspanning en recreatie|Amusement and recreation activities n.e.c.
93291|Exploitatie van jachthavens|Operation of marinas
93292|Exploitatie van kermisattracties|Operation of fairground attractions
93293|Exploitatie van speelautomaten (met uitzondering van kansspelautomaten)|Operation of gaming machines (not gambling machines)
93299|Overige activiteiten op het gebied van ontspanning en recreatie (rest)|Other amusement and recreational activities (rest)
T|Overige dienstverlening|Other service activities
94|Activiteiten van ledenorganisaties|Activities of membership organisations
941|Activiteiten van bedrijfs-, werkgevers- en beroepsorganisaties|Activities of business, employers and professional membership organisations
9411|Activiteiten van bedrijfs- en werkgeversorganisaties|Activities of business and employers membership organisations
9412|Activiteiten van beroepsorganisaties|Activities of professional membership organisations
942|Activiteiten van werknemersorganisaties|Activities of trade unions
949|Activiteiten van overige ledenorganisaties|Activities of other membership organisations
9491|Activiteiten van levensbeschouwelijke organisaties|Activities of religious organisations
9492|Activiteiten van politieke organisaties|Activities of political organisations
9499|Activiteiten van overige ledenorganisaties (rest)|Activities of other membership organisations n.e.c.
94991|Activiteiten van gezelligheidsverenigingen|Activities of social clubs
94992|Activiteiten van hobbyclubs|Activities of hobby clubs
94993|Activiteiten van steunfondsen (niet op het gebied van welzijnszorg)|Activities of aid funds (not in the field of welfare)
94994|Activiteiten van vriendenkringen op het gebied van cultuur, fanclubs en overige kunstbevordering|Activities of circles of friends in the field of culture, fan clubs and other art promotion
94995|Activiteiten van overkoepelende organen en samenwerkings- en adviesorganen (niet op het gebied van sport en recreatie)|Activities of umbrella organisations, collaborative and advisory bodies (not for sports and recreation)
94996|Activiteiten van overige ideële organisaties n.e.g.|Activities of other non-commercial organisations n.e.c.
94997|Overige belangenbehartiging n.e.g.|Other advocacy activities n.e.c.
95|Reparatie en onderhoud van computers, consumentenartikelen, auto’s en motorfietsen|Repair and maintenance of computers, personal and household goods, and motor vehicles and motorcycles
951|Reparatie en onderhoud van computers en communicatieapparatuur|Repair and maintenance of computers and communication equipment
952|Reparatie en onderhoud van consumentenartikelen (met uitzondering van computers, communicatieapparatuur, auto's en motorfietsen)|Repair and maintenance of personal and household goods
9521|Reparatie en onderhoud van consumentenelektronica (met uitzondering van computers)|Repair and maintenance of consumer electronics
9522|Reparatie en onderhoud van huishoudelijke apparaten en van werktuigen voor gebruik in huis en tuin|Repair and maintenance of household appliances and home and garden equipment
9523|Reparatie en onderhoud van schoenen en lederwaren|Repair and maintenance of footwear and leather goods
9524|Reparatie en onderhoud van meubelen en stoffering|Repair and maintenance of furniture and home furnishings
9525|Reparatie en onderhoud van uurwerken en sieraden|Repair and maintenance of watches, clocks and jewellery
9529|Reparatie en onderhoud van consumentenartikelen, n.e.g.|Repair and maintenance of personal and household goods n.e.c.
953|Reparatie en onderhoud van motorvoertuigen en motorfietsen|Repair and maintenance of motor vehicles and motorcycles
9531|Reparatie en onderhoud van motorvoertuigen|Repair and maintenance of motor vehicles
95311|Algemene reparatie en onderhoud van motorvoertuigen|General repair and maintenance of motor vehicles
95312|Activiteiten van auto-onderdelenservicebedrijven|Activities of motor vehicle parts service centres
95313|Activiteiten van bandenservicebedrijven|Activities of tyre service centres
95314|Reparatie van specifieke auto-onderdelen|Repair of specific car parts
95315|Carrosserieherstel|Bodywork repair
95316|Overige gespecialiseerde reparatie en slepen van auto's|Other specialised car repair and towing activities
9532|Reparatie en onderhoud van motorfietsen|Repair and maintenance of motorcycles
954|Bemiddelingsactiviteiten in verband met reparatie en onderhoud van computers, consumentenartikelen, motorvoertuigen en motorfietsen|Intermediation service activities for repair and maintenance of computers, personal and household goods, and motor vehicles and motorcycles
96|Persoonlijke dienstverlening|Personal service activities
961|Wassen en chemisch reinigen van textiel en bontproducten|Washing and cleaning of textile and fur products
962|Haarverzorging, schoonheidsverzorging, activiteiten van wellnesscentra en dergelijke|Hairdressing, beauty treatment, day spa and similar activities
9621|Kappers- en barbiersactiviteiten|Hairdressing and barber activities
9622|Schoonheidsverzorging en overige schoonheidsbehandelingen|Beauty care and other beauty treatment activities
9623|Activiteiten van wellnesscentra en sauna’s|Day spa, sauna and steam bath activities
963|Uitvaartverzorging en aanverwante activiteiten|Funeral and related activities
9630|Uitvaartverzorging en aanverwante activiteiten|Funeral and related activities
96301|Uitvaartverzorging|Funeral services
96302|Activiteiten van crematoria, mortuaria en begraafplaatsen|Activities of crematoria, mortuaries and cemeteries
964|Bemiddelingsactiviteiten op het gebied van persoonlijke dienstverlening|Intermediation service activities for personal services
969|Overige persoonlijke dienstverlening|Other personal service activities
9691|Huishoudelijke persoonlijke dienstverlening|Provision of domestic personal service activities
9699|Overige persoonlijke dienstverlening, n.e.g.|Other personal service activities n.e.c.
U|Activiteiten van huishoudens als werkgever en niet-gedifferentieerde productie van goederen en diensten door huishoudens voor eigen gebruik|Activities of households as employers and undifferentiated goods- and service-producing activities of households for own use
97|Activiteiten van huishoudens als werkgever van huishoudelijk personeel|Activities of households as employers of domestic personnel
970|Activiteiten van huishoudens als werkgever van huishoudelijk personeel|Activities of households as employers of domestic personnel
98|Niet-gedifferentieerde productie van goederen en diensten door particuliere huishoudens voor eigen gebruik|Undifferentiated goods- and service-producing activities of private households for own use
981|Niet-gedifferentieerde productie van goederen door particuliere huishoudens voor eigen gebruik|Undifferentiated goods-producing activities of private households for own use
982|Niet-gedifferentieerde productie van diensten door particuliere huishoudens voor eigen gebruik|Undifferentiated service-producing activities of private households for own use
V|Activiteiten van extraterritoriale organisaties en instanties|Activities of extraterritorial organisations and bodies
99|Activiteiten van extraterritoriale organisaties en instanties|Activities of extraterritorial organisations and bodies
990|Activiteiten van extraterritoriale organisaties en instanties|Activities of extraterritorial organisations and bodies
"""
