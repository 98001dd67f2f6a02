import type { AboutFacts, AboutText, aboutDa } from "../da/about.ts";

const months = (count: number) => (count === 1 ? "1 month" : `${count} months`);

const med: AboutText = {
  intro: "One page for the works council and for everybody who wants to know who sees what.",
  sections: (facts) => [
    [
      "This we record",
      [
        "The team leader's own estimate for the whole team: how much each solution is used, at most once a week.",
        "What is in the way of a solution, what is done about it, and whether the leader thinks that something is done.",
        "That a citizen cannot take part digitally, why, and what we do instead – never who the citizen is.",
        "Trials and what we learned from them.",
        "What a manager decides about what is in the way, a solution or a trial: what, why, who and when – targets and agreed exceptions too.",
        "Cards of solutions, criteria, what is learned on visits, questions to the legal adviser with answers, and what a manager writes about a quarter.",
        "The leader's own digital ambition, which is private until the leader shares it – and what a manager wants to practise, which only the manager sees.",
        "Name and role of leaders, stand-ins, navigators, managers, legal advisers and administrators, and when a leader is away – never why.",
        "Which of them answered, reported or changed something, so that a mistake can be put right.",
      ],
    ],
    [
      "This we do not record",
      [
        "What a single employee does, can or thinks. We do not even ask.",
        "Who is enthusiastic or sceptical. We only ask whether several can help the others, and only in larger teams.",
        "Logs, clicks or time from the solutions that we ask about.",
        "Citizens' names, CPR numbers, addresses or cases. A CPR number is stopped before it is stored.",
      ],
    ],
    [
      "Who sees what",
      [
        "Team leaders and stand-ins see everything about their own teams.",
        "Digital navigators see estimates, notes about citizens and what is in the way, in their own area, so that they can help.",
        "Managers see the leader's estimate for each team in their area, and that a leader is away in the week under way.",
        "Managers see counts and topics of what is in the way. They see the words once it has been lifted to them.",
        "Managers see that there are trials under way (solution, kind, dates and area, not which team), and what a team has chosen to share.",
        "What a manager decides about a solution is told to leaders, navigators and managers where it holds. The reason for an agreed exception can be read by all of them.",
        `Managers only see figures about citizens of periods that have ended, never notes. Figures under ${facts.suppressionLimit} are hidden, and so are those that could give them away.`,
        "The card of a solution can be read by whoever sees the solution. The quarter is for managers only. A legal adviser sees what is asked, and nothing else.",
        "Administrators run the service and see no estimates.",
        "Files and prints show only what you may see yourself. Nobody is ranked. “Need of help” shows first the teams where help does most good.",
      ],
    ],
    [
      "For how long",
      [
        `What you write about something in the way is deleted when it has been closed for ${months(facts.freeTextMonths)}.`,
        `When it is never closed, the text is deleted ${months(facts.freeTextMonths)} after somebody last touched it.`,
        `Citizen notes are deleted when they have been closed for ${months(facts.citizenCaseMonths)}. A note that is never closed loses its text as long after somebody last touched it.`,
        "Published figures about citizens stay and do not change: they hold no notes.",
        "The text of a trial is deleted two years after its end. What you have shared stays, without names and teams.",
        "Decisions are deleted when they have not been changed for five years. Whoever wrote the text can delete it before.",
        "What a manager writes about a quarter is deleted two years after the quarter. Its figures stay, without names and text.",
        "Questions to the adviser are deleted when they have not changed in five years. Cards of solutions stay until somebody deletes them.",
        "What is learned on visits (field studies) is deleted when it is two years old. Criteria for when something is digital stay.",
        `When somebody leaves the organisation, what they wrote for themselves is deleted. After ${months(facts.leaverNameMonths)} it says "tidligere leder" (former leader) instead of the name.`,
        `Weekly answers are deleted after ${months(facts.checkInMonths)}. After that only figures for the team remain.`,
        "The municipality decides the periods. These are the ones in force now.",
      ],
    ],
  ],
  ending: "Discussed in the works council on ______________",
};

function contactLines(municipality: string, contact: AboutFacts["contact"]): string[] {
  if (contact === undefined) return [`Call ${municipality}. When you are signed in, the contact is shown here.`];
  if (contact === null) {
    return [
      `A contact is missing here: ${municipality} has not given one yet. Until then you can call the municipality's main number.`,
      'An administrator writes it in Ombord, on the page Operations under "Contact about accessibility".',
    ];
  }
  const { name, email, phone } = contact;
  return [
    name === "" ? municipality : `${municipality}, ${name}`,
    ...(email === "" ? [] : [`E-mail: ${email}`]),
    ...(phone === "" ? [] : [`Phone: ${phone}`]),
  ];
}

const data: AboutText = {
  intro: "In short: why Ombord records something about you, who gets it, and what you can demand.",
  sections: (facts) => [
    [
      "Purpose",
      [
        "To remove what keeps teams from using the digital solutions that the municipality has chosen, and to see how far the solutions have come.",
        "To see as a whole what is difficult for citizens who cannot take part digitally.",
        "Never to measure, control or compare employees or leaders.",
      ],
    ],
    [
      "Legal basis",
      [
        "The General Data Protection Regulation, article 6(1)(e) (the municipality's tasks), and for employees § 12 of the Danish Data Protection Act. Not consent. This is where it begins: the municipality's data protection officer can say whether the municipality has chosen another.",
        "Answering is voluntary. You can always skip, and it counts against nobody.",
      ],
    ],
    [
      "Data",
      [
        "About you: name, user name, language, role and area, when you are away (never why), what you answer and write, and when.",
        "Name, role and area come from the municipality's own systems. The rest comes from you or from those you work with.",
        "No sensitive data belong here, and there are no automatic decisions, profiles or artificial intelligence.",
      ],
    ],
    [
      "Recipients",
      [
        "Nobody outside the municipality. Who sees what within it stands on the works council's sheet.",
        "Microsoft is the municipality's processor. Data are in the municipality's own Azure in the EU, and messages in Teams.",
        "When somebody asks for access to documents, the municipality decides what is handed out.",
      ],
    ],
    [
      "For how long",
      [
        `Weekly answers: ${months(facts.checkInMonths)}. Texts about something in the way: ${months(facts.freeTextMonths)} after it was closed. Citizen notes: ${months(facts.citizenCaseMonths)} after they were closed. Decisions: five years after they were last changed.`,
        `When you are no longer in the organisation, your name is deleted after ${months(facts.leaverNameMonths)}. The rest stands on the works council's sheet.`,
      ],
    ],
    [
      "Your rights",
      [
        "You can see everything that is recorded about you, have it corrected or deleted, have its use restricted, and object. Write to the municipality's data protection officer.",
        "What you have written yourself, you can correct or delete where it stands.",
        "You can complain to the Danish Data Protection Agency at datatilsynet.dk.",
        `${facts.municipality} is the controller.`,
      ],
    ],
  ],
  ending: null,
};

const accessibility: AboutText = {
  intro: "The statement covers the Ombord tab in Microsoft Teams and in the browser.",
  sections: ({ municipality, contact }) => [
    [
      "Our obligation",
      [
        `${municipality} is obliged to make Ombord accessible under the Danish act on the accessibility of public sector bodies' websites and mobile applications (act no. 692 of 8 June 2018).`,
      ],
    ],
    [
      "Compliance status",
      ["Ombord is partially compliant with WCAG 2.1 level AA (EN 301 549) because of what is listed below."],
    ],
    [
      "Non-accessible content",
      [
        "Non-compliance: nobody who uses a screen reader daily has tried the tab yet, so there may be faults that our own tests do not find.",
        "Disproportionate burden: nothing is exempted for that reason.",
        "Content not covered: the cards in the chat are shown by Microsoft Teams. Microsoft describes their accessibility itself.",
        "An alternative: everything that can be answered in a card can also be done in the tab.",
        "An alternative: the bars on a solution's page have the same figures as a table below the picture. In the small pictures of an area the name tells the newest figures, and those of the year stand on the solution's page.",
      ],
    ],
    [
      "How the statement was made",
      [
        "The statement was made on 21 November 2026 and last reviewed on 30 November 2026.",
        "It rests on a self-assessment: each page is tested automatically with axe in light, dark, high contrast and glass, on wide and narrow screens, every time Ombord changes. Use with a keyboard is tested too.",
        "What a screen reader is told about each page – order, headings, names of fields and buttons, tables – was read through page by page on 21 November 2026, and the managers' new pages – the page of a solution, the overview of an area, decisions, what is lifted, the quarter and the form to decide – on 30 November 2026. That everything has a name is tested with every change.",
        "The statement must be reviewed at least once a year, and when something important changes.",
      ],
    ],
    [
      "Feedback and contact",
      [
        "If something is not accessible to you, or you need content in another way, tell us:",
        ...contactLines(municipality, contact),
      ],
    ],
    [
      "Enforcement",
      [
        "The Danish Agency for Digital Government supervises the act. Always write to the municipality first.",
        'If you get no answer within 10 working days, or the answer is not satisfactory, you can turn to the agency. See how on digst.dk under "Webtilgængelighed".',
      ],
    ],
    [
      "To the municipality",
      [
        "The municipality's own statement must be made in the agency's WAS-Tool and published at was.digst.dk. This text can be used as its basis.",
      ],
    ],
  ],
  ending: null,
};

export const aboutEn: typeof aboutDa = { med, data, accessibility };
