// What stands in texts about digital solutions and is nobody: kept by hand, beside the list of names that others keep.

const list = (words: string) => words.trim().split(/\s+/);

/** Written like names, and no people: weekdays, months, places, products, and small words. */
export const stopWords = new Set([
  ...list("januar februar marts april maj juni juli august september oktober november december may june july"),
  ...list("mandag tirsdag onsdag torsdag fredag lørdag søndag jul påske pinse advent ramadan eid fastelavn"),
  // Small words that are somebody's name somewhere.
  ...list(
    "a an and are as at av be bi da de dem den der det di din dit do du dun ed eg ej el en end er et far for fra få før gik god ham han har hej hel hen her hos hun hvis i ib ikke in ind is it ja jeg jer jo kan kom kun la lav le li lo lu ma man mange mat med men mens mer mi mig min mit mod mor my na ne ned nej ni nik no nok nu ny nye og også om on op os over pa pi på re sa se selv si sig sin sit so som ta tag te ti til to tre tro ud under var ved vi vil ville vor we you your all alle alt any and can find get give help here how last let long make need new next not now off one open our out own see send set she so some such sure team test that the them then they this time to try under up use very want was way well were what when who will with work year fin fine fint godt mere mest meget lidt lige store lille ene anden andre begge samme selv dette denne disse deres hendes hvor hvad hvem intet ingen altid aldrig nogle noget nogen flere fleste færre uden mellem efter inden indtil siden mon vel hvid rød grå sort sand held glad lang kort høj lav rask syg dag dage uge år nat aften morgen tid gang gange mand kvinde barn børn bror søster søn datter kone far mor ven nabo søs vær stue værelse rum bolig lejl seng afd etage sal",
  ),
  // Products, systems, suppliers, and the words that they are made of.
  ...list(
    "aula tunstall echo dustin atea lyreco appinux onemed viewcare emento telma digirehab icura embla monsenso netplan openteam opentele nexus cura sensum fasit momentum opus prisme columna vitae novax mediconnect sekoia ascom vitacall careium doro evondos dosell medimi paro pepper tobii apple google microsoft windows word excel outlook teams office sharepoint onedrive onenote copilot power forms planner viva intune edge chrome safari android samsung galaxy nokia lenovo dell logitech jabra poly yealink zoom skype webex siri alexa cortana bixby netcompany kmd systematic dedalus dxc eg kombit schultz silverbullet nemid mitid eboks digital borgerdk virk minlæge apovision fmk medcom sundhed cpr cvr kle ean sbsys acadre getorganized workzone edoc captia public f2 sap silkeborg data fælles sprog skema tavle mac helios apollo argus idun heimdal freya plana delta alfa beta gamma omega sonos tesla volvo toyota falck alzheimer alzheimers parkinson parkinsons asperger aspergers tourette tourettes crohn crohns down downs huntington korsakoff bechterew menière raynaud hodgkin nemo pax rex kiss kid kit joy jazz ivy run app apps cloud link chat bot pad pro plus air mini lite one drive cloud mail media rio texas santa mercy angel philips lumify siemens bosch canon brother epson roche abbott oticon widex resound phonak",
  ),
  // Places: the municipalities, regions and larger towns, and what stands in the names of homes and teams.
  ...list(
    "danmark københavn frederiksberg aarhus århus odense aalborg ålborg esbjerg randers kolding horsens vejle roskilde herning hørsholm helsingør silkeborg næstved fredericia viborg køge holstebro taastrup slagelse hillerød sønderborg svendborg hjørring holbæk frederikshavn nørresundby ringsted haderslev ølstykke ølstykke skive birkerød farum smørum skanderborg nyborg kalundborg lillerød frederikssund aabenraa åbenrå nykøbing solrød grenaa middelfart varde ikast korsør thisted brønderslev dragør hedehusene hobro rønne odder bornholm lolland falster møn fyn jylland sjælland samsø læsø ærø langeland als fanø mors thy albertslund allerød assens ballerup billund brøndby egedal fredensborg furesø faxe favrskov faaborg gentofte gladsaxe glostrup greve gribskov guldborgsund halsnæs hedensted herlev hvidovre ishøj jammerbugt kerteminde lejre lemvig lyngby mariagerfjord norddjurs nordfyn odsherred rebild ringkøbing rudersdal rødovre sorø stevns struer syddjurs tårnby tønder vallensbæk vejen vesthimmerland vordingborg nordjylland midtjylland syddanmark hovedstaden havnby nordhavn sydhavn vesterbro nørrebro østerbro amager valby vanløse brønshøj hellerup charlottenlund nord syd øst vest midt nordvest sydvest nordøst sydøst center by land sverige norge tyskland england polen europa eu holland island grønland færøerne ukraine syrien somalia tyrkiet iran irak solgården solvang solbakken søndergården lindegården lindehuset rosengården bakkegården skovbo enggården birkegården åparken kløvermarken kastanjehaven ældrecenter plejecenter hjemmeplejen hjemmesygeplejen sygeplejen visitation visitationen rådhus rådhuset folketinget regionen kommunen kommune ankestyrelsen statens kombit",
  ),
]);

/** What makes a firm, a house or a day of the name before it. */
export const houses = new Set(
  list(
    "healthcare care systems solutions digital kommune region aps as a/s group technology technologies tech software erhverv health welfare medical one plus skole skolen hospital hospitalet center centret centeret plejehjem plejehjemmet plejecenter plejecentret kirke kirken fond fonden stiftelse stiftelsen institut instituttet børnehave børnehaven aften bibliotek gymnasium huset hus gård gården haven kollegiet boligforening apotek university universitet appen app systemet modulet platformen portalen robotten",
  ),
);

/** After these comes what a thing, a firm or a house is called. */
export const called = new Set(
  list(
    "kmd eg microsoft google apple samsung amazon systemet appen app'en programmet løsningen platformen leverandøren firmaet robotten produktet modulet team plejecenter plejecentret plejehjem plejehjemmet bostedet bosted region sankt skt st projektet projekt puljen portalen tjenesten firma system program hjemmesiden kurset center centret centeret hospitalet skolen afdeling afdelingen distrikt gruppe enheden enhed virksomheden bocenter omsorgscenter aktivitetscenter daghjemmet kommune chatbotten assistenten stemmen sælen katten hunden",
  ),
);

/** What a person does, after a name that is a word too. */
export const verbs = new Set(
  list(
    "er har kan vil skal var havde kunne ville skulle bor siger sagde ringer ringede fik får blev bliver bruger brugte synes spørger spurgte mangler kommer kom går gik tør ved husker glemmer glemte hører hørte ser så vil ønsker nægter fortæller fortalte mener tror føler sidder ligger sover spiser bad beder skriver skrev måtte må",
  ),
);

/** One shape for the spellings of a name: `Kristian` and `Christian`, `Jenssen` and `Jensen`. */
export function shapeOf(lower: string): string {
  return lower
    .replaceAll(/[éèêë]/g, "e")
    .replaceAll(/[áàâä]/g, "a")
    .replaceAll("aa", "å")
    .replaceAll(/ph/g, "f")
    .replaceAll(/ch|ck|c|q/g, "k")
    .replaceAll("th", "t")
    .replaceAll("w", "v")
    .replaceAll("z", "s")
    .replaceAll("y", "i")
    .replaceAll("dt", "t")
    .replaceAll(/(.)\1+/g, "$1");
}
