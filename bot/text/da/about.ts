/** What the pages about Ombord itself need to know of the municipality. */
export interface AboutFacts {
  municipality: string;
  freeTextMonths: number;
  citizenCaseMonths: number;
  checkInMonths: number;
  leaverNameMonths: number;
  suppressionLimit: number;
  /** Whom to tell about what is not accessible; null until the municipality has said so, absent for whoever is not signed in. */
  contact?: { name: string; email: string; phone: string } | null;
}

/** A page to read and to print. */
export interface AboutText {
  intro: string;
  sections: (facts: AboutFacts) => [heading: string, points: string[]][];
  /** The last line of the printed page. */
  ending: string | null;
}

const months = (count: number) => (count === 1 ? "1 måned" : `${count} måneder`);

const med: AboutText = {
  intro: "Et ark til MED-udvalget og til alle, der vil vide, hvem der ser hvad.",
  sections: (facts) => [
    [
      "Det registrerer vi",
      [
        "Teamlederens eget skøn for hele teamet: hvor meget hver løsning bliver brugt, højst én gang om ugen.",
        "Det, der driller ved en løsning, hvad der bliver gjort ved det, og om lederen synes, at der bliver gjort noget.",
        "At en borger ikke kan være med digitalt, hvorfor, og hvad vi gør i stedet – aldrig hvem borgeren er.",
        "Prøvehandlinger og det, vi lærte af dem.",
        "Det, en chef beslutter om det, der driller, en løsning eller en prøvehandling: hvad, hvorfor, hvem og hvornår – også mål og aftalte afvigelser.",
        "Løsningskort, kriterier, det, der er lært på besøg, spørgsmål til juristen med svar, og det, en chef skriver om et kvartal.",
        "Lederens egen digitale ambition, som er privat, indtil lederen selv deler den – og det, en chef vil øve, som kun chefen ser.",
        "Navn og rolle på ledere, stedfortrædere, navigatører, chefer, juridiske rådgivere og administratorer, og hvornår en leder er væk – aldrig hvorfor.",
        "Hvem af dem der har svaret, meldt eller ændret noget, så en fejl kan rettes.",
      ],
    ],
    [
      "Det registrerer vi ikke",
      [
        "Hvad den enkelte medarbejder gør, kan eller mener. Det spørger vi slet ikke om.",
        "Hvem der brænder for det, og hvem der tøver. Vi spørger kun, om der er flere, der kan hjælpe de andre, og kun i større teams.",
        "Logfiler, klik eller tid fra de løsninger, vi spørger til.",
        "Borgeres navn, CPR-nummer, adresse eller sag. Et CPR-nummer bliver stoppet, før det gemmes.",
      ],
    ],
    [
      "Hvem ser hvad",
      [
        "Teamledere og stedfortrædere ser alt om deres egne teams.",
        "Digitale navigatører ser skøn, borgernoter og det, der driller, i deres eget område, så de kan hjælpe.",
        "Chefer ser lederens skøn for hvert team i deres område, og at en leder er væk i ugen, der er i gang.",
        "Chefer ser antal og emner for det, der driller. Ordene ser de først, når det er løftet til dem.",
        "Chefer ser, at der er prøvehandlinger i gang (løsning, slags, dato og område, ikke hvilket team), og det, et team har valgt at dele.",
        "Det, en chef beslutter om en løsning, hører ledere, navigatører og chefer dér, hvor det gælder. Grunden til en aftalt afvigelse kan de alle læse.",
        `Chefer ser kun tal om borgere fra perioder, der er slut, aldrig noter. Tal under ${facts.suppressionLimit} er skjult, og det samme er de tal, der kunne røbe dem.`,
        "Løsningskort kan de læse, der ser løsningen. Kvartalet er kun for chefer. En juridisk rådgiver ser det, der bliver spurgt om, og ikke andet.",
        "Administratorer driver tjenesten og ser ingen skøn.",
        "Filer og udskrifter viser kun det, man selv må se. Ingen får en placering. »Brug for hjælp« viser først de teams, hvor hjælp gør mest gavn.",
      ],
    ],
    [
      "Hvor længe",
      [
        `Det, I skriver om noget, der driller, slettes, når det har været afsluttet i ${months(facts.freeTextMonths)}.`,
        `Bliver det aldrig afsluttet, slettes teksten, når ingen har rørt det i ${months(facts.freeTextMonths)}.`,
        `Borgernoter slettes, når de har været afsluttet i ${months(facts.citizenCaseMonths)}. En note, der aldrig bliver afsluttet, mister sin tekst, når ingen har rørt den lige så længe.`,
        "Offentliggjorte tal om borgere bliver stående og ændres ikke: De rummer ingen noter.",
        "Tekst om prøvehandlinger slettes, når de har været slut i to år. Det, I har delt, bliver stående uden navne og teams.",
        "Beslutninger slettes, når de ikke er ændret i fem år. Den, der skrev teksten, kan slette den før.",
        "Det, en chef skriver om et kvartal, slettes to år efter kvartalet. Kvartalets tal bliver stående uden navne og tekst.",
        "Spørgsmål til juristen slettes, når de ikke er ændret i fem år. Løsningskort bliver stående, til nogen sletter dem.",
        "Det, der er lært på besøg (feltstudier), slettes, når det er to år gammelt. Kriterier for, hvornår noget er digitalt, bliver stående.",
        `Forlader nogen kommunens organisation, slettes det, de har skrevet til sig selv. Efter ${months(facts.leaverNameMonths)} står der »tidligere leder« i stedet for navnet.`,
        `Ugens svar slettes efter ${months(facts.checkInMonths)}. Derefter er der kun tal for teamet tilbage.`,
        "Kommunen bestemmer selv fristerne. Her står dem, der gælder nu.",
      ],
    ],
  ],
  ending: "Drøftet i MED-udvalget den ______________",
};

function contactLines(municipality: string, contact: AboutFacts["contact"]): string[] {
  if (contact === undefined) return [`Ring til ${municipality}. Når du er logget ind, står kontakten her.`];
  if (contact === null) {
    return [
      `Her mangler en kontakt: ${municipality} har ikke skrevet den endnu. Indtil da kan du ringe til kommunens hovednummer.`,
      "En administrator skriver kontakten i Ombord på siden Drift under »Kontakt om tilgængelighed«.",
    ];
  }
  const { name, email, phone } = contact;
  return [
    name === "" ? municipality : `${municipality}, ${name}`,
    ...(email === "" ? [] : [`E-mail: ${email}`]),
    ...(phone === "" ? [] : [`Telefon: ${phone}`]),
  ];
}

const data: AboutText = {
  intro: "Kort om, hvorfor Ombord registrerer noget om dig, hvem der får det, og hvad du kan kræve.",
  sections: (facts) => [
    [
      "Formål",
      [
        "At fjerne det, der holder teams fra at bruge de digitale løsninger, kommunen har valgt, og at se, hvor langt løsningerne er.",
        "At se samlet, hvad der er svært for borgere, der ikke kan være med digitalt.",
        "Aldrig at måle, kontrollere eller sammenligne medarbejdere eller ledere.",
      ],
    ],
    [
      "Grundlag",
      [
        "Databeskyttelsesforordningens artikel 6, stk. 1, litra e (kommunens opgaver), og for ansatte databeskyttelseslovens § 12. Ikke samtykke. Det er udgangspunktet: Kommunens databeskyttelsesrådgiver kan sige, om kommunen har valgt et andet.",
        "Det er frivilligt at svare. Du kan altid springe over, og det tæller ikke imod nogen.",
      ],
    ],
    [
      "Oplysninger",
      [
        "Om dig: navn, brugernavn, sprog, rolle og område, hvornår du er væk (aldrig hvorfor), det, du svarer og skriver, og hvornår.",
        "Navn, rolle og område kommer fra kommunens egne systemer. Resten kommer fra dig eller dem, du arbejder sammen med.",
        "Følsomme oplysninger hører ikke til i Ombord, og der er ingen automatiske afgørelser, profiler eller kunstig intelligens.",
      ],
    ],
    [
      "Modtagere",
      [
        "Ingen uden for kommunen. Hvem der ser hvad i kommunen, står på MED-arket.",
        "Microsoft er kommunens databehandler. Data ligger i kommunens egen Azure i EU, og beskeder i Teams.",
        "Beder nogen om aktindsigt, afgør kommunen, hvad der bliver udleveret.",
      ],
    ],
    [
      "Hvor længe",
      [
        `Ugens svar: ${months(facts.checkInMonths)}. Tekst om noget, der driller: ${months(facts.freeTextMonths)}, efter at det er afsluttet. Borgernoter: ${months(facts.citizenCaseMonths)}, efter at de er afsluttet. Beslutninger: fem år, efter at de sidst er ændret.`,
        `Når du ikke længere står i organisationen, bliver dit navn slettet efter ${months(facts.leaverNameMonths)}. Resten står på MED-arket.`,
      ],
    ],
    [
      "Dine rettigheder",
      [
        "Du kan få at se alt, der er registreret om dig, få det rettet eller slettet, få behandlingen begrænset og gøre indsigelse. Skriv til kommunens databeskyttelsesrådgiver.",
        "Det, du selv har skrevet, kan du rette eller slette på den side, hvor du skrev det.",
        "Du kan klage til Datatilsynet på datatilsynet.dk.",
        `${facts.municipality} er dataansvarlig.`,
      ],
    ],
  ],
  ending: null,
};

const accessibility: AboutText = {
  intro: "Erklæringen gælder fanen Ombord i Microsoft Teams og i browseren.",
  sections: ({ municipality, contact }) => [
    [
      "Vores forpligtelse",
      [
        `${municipality} er forpligtet til at gøre Ombord tilgængelig efter lov om tilgængelighed af offentlige organers websteder og mobilapplikationer (lov nr. 692 af 8. juni 2018).`,
      ],
    ],
    [
      "Overholdelsesstatus",
      [
        "Ombord er delvist i overensstemmelse med WCAG 2.1 på niveau AA (EN 301 549) på grund af det, der står nedenfor.",
      ],
    ],
    [
      "Ikke-tilgængeligt indhold",
      [
        "Manglende overensstemmelse: Ingen, der bruger skærmlæser til daglig, har prøvet fanen endnu, så der kan være fejl, som vores egne prøver ikke finder.",
        "Uforholdsmæssig stor byrde: Vi har ikke undtaget noget indhold af den grund.",
        "Indhold, der ikke er omfattet: Kortene i chatten vises af Microsoft Teams. Microsoft beskriver selv deres tilgængelighed.",
        "Et alternativ: Alt, hvad der kan svares på i et kort, kan også gøres i fanen.",
        "Et alternativ: Søjlerne på en løsnings side har de samme tal som skema under billedet. I et områdes små billeder siger navnet de nyeste tal, og årets tal står på løsningens side.",
      ],
    ],
    [
      "Sådan er erklæringen lavet",
      [
        "Erklæringen er udarbejdet den 21. november 2026 og senest gennemgået den 30. november 2026.",
        "Den bygger på en selvevaluering: Hver side bliver prøvet automatisk med axe i temaerne lyst, mørkt, høj kontrast og glas, på bred og smal skærm, hver gang Ombord ændres. Betjening med tastatur prøves også.",
        "Det, en skærmlæser får at vide om hver side – rækkefølge, overskrifter, navne på felter og knapper, tabeller – er læst igennem side for side den 21. november 2026, og chefernes nye sider – løsningens side, et områdes overblik, beslutninger, det løftede, Kvartalet og skemaet til at beslutte – den 30. november 2026. At alt har et navn, prøves ved hver ændring.",
        "Erklæringen skal gennemgås mindst én gang om året, og når noget væsentligt ændres.",
      ],
    ],
    [
      "Feedback og kontakt",
      [
        "Oplever du noget, der ikke er tilgængeligt, eller har du brug for indhold på en anden måde, så sig det til os:",
        ...contactLines(municipality, contact),
      ],
    ],
    [
      "Håndhævelse",
      [
        "Digitaliseringsstyrelsen fører tilsyn med loven. Skriv altid til kommunen først.",
        "Får du ikke svar inden for 10 arbejdsdage, eller er svaret ikke tilfredsstillende, kan du henvende dig til Digitaliseringsstyrelsen. Se hvordan på digst.dk under »Webtilgængelighed«.",
      ],
    ],
    [
      "Til kommunen",
      [
        "Kommunens egen erklæring skal laves i Digitaliseringsstyrelsens WAS-Tool og offentliggøres på was.digst.dk. Teksten her kan bruges som grundlag.",
      ],
    ],
  ],
  ending: null,
};

export const aboutDa = { med, data, accessibility };
