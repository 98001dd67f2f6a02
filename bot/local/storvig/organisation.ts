// Storvig Kommune, as large as a real one: 50 areas in four levels and 229 teams. Everybody and everything in it is made up.

export interface StorvigArea {
  id: string;
  name: string;
  parent: string;
}

export interface StorvigTeam {
  id: string;
  name: string;
  area: string;
  /** The solutions that its kind of work has, the oldest first. */
  solutions: readonly string[];
}

const home = ["journal", "skaermbesoeg", "laase", "medicindispenser", "tilsyn"];
const centre = ["journal", "tavle", "tilsyn"];
const training = ["journal", "digital-traening", "booking"];
const school = ["foraeldre"];
const social = ["journal", "tavle", "selvbetjening"];
const counter = ["booking", "selvbetjening", "copilot"];
const office = ["copilot"];

const quarters = "Strandby Skovlund Engparken Havnen Bakkely Møllevang Kirkeby Lindholt Åbrinken Fjordager".split(" ");
const districts = ["Nord", "Syd", "Øst", "Vest", "Midt"];
const centres = `
  Birkelund Egely Fyrretoppen Granhøj Hasselbo Lærkeparken Mågevej Nørreled Pilehaven Rosengården Solbakken
  Søglimt Toftegård Ørnehøj
`
  .trim()
  .split(/\s+/);
const houses = `
  Ahornen Bullerby Dragen Elverhøj Frøhuset Gaia Humlebien Igelkotten Junglen Klatretræet Labyrinten Mariehønen
  Nordstjernen Oasen Perlen Regnbuen Skattekisten Troldhøj Uglen Valmuen Æblehaven Åkanden Bølgen Delfinen
  Eventyret Fjordblik Galaxen Hyldehuset Kastanjen Lyngbo Muldvarpen Naturhuset Pinjen Rønnen Solsikken Spiren
  Stjerneskud Svalen Tusindfryd Viben
`
  .trim()
  .split(/\s+/);
const schools = ["Byskolen", "Dalskolen", "Engskolen", "Fjordskolen", "Havneskolen", "Kirkeskolen", "Møllevangskolen"];
const schoolsByDistrict = [...schools, "Skovskolen"];

const areaOf = (id: string, name: string, parent = ""): StorvigArea => ({ id, name, parent });

/** The parts of the municipality, those above before those below. */
export const areas: readonly StorvigArea[] = [
  areaOf("sundhed", "Sundhed og Omsorg"),
  areaOf("hjemmepleje", "Hjemmepleje", "sundhed"),
  ...districts.map((name) => areaOf(`hjem-${slug(name)}`, `Distrikt ${name}`, "hjemmepleje")),
  ...quarters.map((name, at) => areaOf(slug(name), name, `hjem-${slug(districts[Math.floor(at / 2)] ?? "")}`)),
  areaOf("sygepleje", "Sygepleje", "sundhed"),
  areaOf("plejecentre", "Plejecentre", "sundhed"),
  areaOf("pleje-nord", "Plejecentre Nord", "plejecentre"),
  areaOf("pleje-syd", "Plejecentre Syd", "plejecentre"),
  areaOf("traening", "Træning og Rehabilitering", "sundhed"),
  areaOf("fremme", "Sundhedsfremme", "sundhed"),
  areaOf("boern", "Børn og Skole"),
  areaOf("dagtilbud", "Dagtilbud", "boern"),
  ...districts.slice(0, 4).map((name) => areaOf(`dag-${slug(name)}`, `Dagtilbud ${name}`, "dagtilbud")),
  areaOf("skoler", "Skoler", "boern"),
  ...districts.slice(0, 4).map((name) => areaOf(`skole-${slug(name)}`, `Skoler ${name}`, "skoler")),
  areaOf("ppr", "Pædagogisk rådgivning", "boern"),
  areaOf("familie", "Familie og Forebyggelse", "boern"),
  areaOf("social", "Social og Handicap"),
  areaOf("botilbud", "Botilbud", "social"),
  areaOf("psykiatri", "Socialpsykiatri", "social"),
  areaOf("stoette", "Støtte i eget hjem", "social"),
  areaOf("rusmiddel", "Rusmiddelcentret", "social"),
  areaOf("borger", "Borger og Arbejde"),
  areaOf("borgerservice", "Borgerservice", "borger"),
  areaOf("jobcenter", "Jobcenter", "borger"),
  areaOf("ydelse", "Ydelse", "borger"),
  areaOf("bibliotek", "Biblioteker", "borger"),
  areaOf("stab", "Stab og Teknik"),
  areaOf("administration", "Administration", "stab"),
  areaOf("teknik", "Teknik og Miljø", "stab"),
  areaOf("it", "It og Digitalisering", "stab"),
];

/** Every team, in the order that leaders and levels are dealt out in. */
export const teams: readonly StorvigTeam[] = [
  ...quarters.flatMap((name) =>
    shifts(`Hjemmeplejen ${name}`, slug(name), home, ["dag", "aften", "nat"]).concat(
      teamOf(`${slug(name)}-rehab`, `Hjemmeplejen ${name}, rehabilitering`, slug(name), [
        "journal",
        "digital-traening",
        "skaermbesoeg",
      ]),
    ),
  ),
  ...districts.flatMap((name) => shifts(`Sygeplejen ${name}`, "sygepleje", home, ["dag", "aften"])),
  ...named("sygepleje", ["Sygeplejeklinikken", "Akutteamet", "Nattevagten"], ["journal", "skaermbesoeg"]),
  ...centres.flatMap((name, at) =>
    shifts(`Plejecenter ${name}`, at < 7 ? "pleje-nord" : "pleje-syd", centre, ["dag", "aften", "nat"]),
  ),
  ...named("traening", districts.map((name) => `Genoptræningen ${name}`).concat("Hjerneskadeteamet"), training),
  ...named("fremme", ["Forebyggelsen", "Rygestop og motion", "Kronikerteamet", "Demensteamet"], ["booking"]),
  ...districts.slice(0, 4).flatMap((name, at) =>
    named(
      `dag-${slug(name)}`,
      houses.slice(at * 10, at * 10 + 10).map((house) => `Børnehuset ${house}`),
      school,
    ),
  ),
  ...schoolsByDistrict.flatMap((name, at) =>
    named(
      `skole-${slug(districts[Math.floor(at / 2)] ?? "")}`,
      ["indskoling", "mellemtrin", "udskoling", "fritidsordning"].map((part) => `${name}, ${part}`),
      school,
    ),
  ),
  ...named("ppr", ["Psykologerne", "Tale og sprog", "Specialvejledningen", "Visitationen til skole"], ["copilot"]),
  ...named("familie", ["Sundhedsplejen Nord", "Sundhedsplejen Syd"], ["booking", "foraeldre"]),
  ...named("familie", ["Familiehuset", "Tandplejen", "Ungeenheden"], ["booking", "selvbetjening"]),
  ...["Bakkegården", "Fjordvænget", "Havblik", "Skovbrynet"].flatMap((name) =>
    shifts(`Botilbud ${name}`, "botilbud", social.slice(0, 2), ["dag", "aften"]),
  ),
  ...named("psykiatri", ["Værestedet", "Bostøtten", "Botræningen", "Akuttilbuddet"], social),
  ...named("stoette", ["Støtteteam Nord", "Støtteteam Syd", "Mestringsteamet"], social),
  ...named("rusmiddel", ["Behandlingen", "Ungeteamet"], ["booking", "selvbetjening"]),
  ...named("borgerservice", ["Skranken", "Telefonen", "Pas og kørekort", "Folkeregistret", "Kontrolteamet"], counter),
  ...named("jobcenter", ["Jobklar", "Sygedagpenge", "Unge og uddannelse", "Fleksjob", "Virksomhedsservice"], counter),
  ...named("jobcenter", ["Integration"], counter),
  ...named("ydelse", ["Pension", "Kontanthjælp", "Boligstøtte"], counter),
  ...named("bibliotek", ["Hovedbiblioteket", "Biblioteket Nord", "Biblioteket Syd"], ["booking"]),
  ...named("administration", ["Økonomi", "Løn", "Personale og jura", "Sekretariatet", "Kommunikation"], office),
  ...named("teknik", ["Byggesager", "Vej og park", "Natur og miljø"], ["copilot", "selvbetjening"]),
  ...named("it", ["Servicedesk"], office),
];

/** By id: name, local words, main road or side road, phase, shared records, what it replaces, expected users. */
export const solutions: readonly (readonly string[])[] = [
  ["journal", "Fælles Omsorgsjournal", "journalen", "mainRoad", "inUse", "yes", "papirkalenderen", "2400"],
  ["skaermbesoeg", "Skærmbesøg", "skærmbesøg", "mainRoad", "inUse", "no", "kørte besøg", "700"],
  ["laase", "Elektroniske låse", "låsene", "mainRoad", "inUse", "no", "nøgleboksene", "900"],
  ["medicindispenser", "Medicindispenser", "medicinrobotten", "sideRoad", "rollout", "no", "", "180"],
  ["tilsyn", "Digitalt tilsyn", "tilsynet", "sideRoad", "rollout", "no", "de faste runder om natten", "420"],
  ["tavle", "Digital tavle", "tavlen", "mainRoad", "inUse", "yes", "whiteboardet", "650"],
  ["digital-traening", "Digital træning", "træningsappen", "mainRoad", "rollout", "no", "træning på papir", "240"],
  ["booking", "Fælles Booking", "bookingen", "mainRoad", "inUse", "no", "telefonkøen", "520"],
  ["foraeldre", "Forældreportalen", "portalen", "mainRoad", "inUse", "no", "opslagstavlen", "1500"],
  ["selvbetjening", "Digital selvbetjening", "selvbetjeningen", "mainRoad", "inUse", "no", "blanketterne", "380"],
  ["copilot", "Microsoft 365 Copilot", "Copilot", "sideRoad", "trial", "no", "", ""],
];

function teamOf(id: string, name: string, area: string, used: readonly string[]): StorvigTeam {
  return { id, name, area, solutions: used };
}

function named(area: string, names: readonly string[], used: readonly string[]): StorvigTeam[] {
  return names.map((name) => teamOf(slug(name), name, area, used));
}

/** A team for each shift; the nights have fewer solutions than the days. */
function shifts(name: string, area: string, used: readonly string[], when: readonly string[]): StorvigTeam[] {
  return when.map((shift) =>
    teamOf(`${slug(name)}-${shift}`, `${name}, ${shift}`, area, shift === "nat" ? [used[0] ?? "", "tilsyn"] : used),
  );
}

/** What a name becomes in an id or an address: Danish letters spelled out, the rest lower case and hyphens. */
export function slug(name: string): string {
  const letters: Record<string, string> = { æ: "ae", ø: "oe", å: "aa" };
  return name
    .toLowerCase()
    .replace(/[æøå]/g, (letter) => letters[letter] ?? letter)
    .replace(/[^a-z0-9]+/g, "-");
}
