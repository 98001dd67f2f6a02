import type { OverviewText } from "../da/tab-overview.ts";
import { attentionEn } from "./attention.ts";

export const tabOverviewEn: OverviewText = {
  attention: {
    ...attentionEn,
    whiteElephant: (everyday, answered, weeks) =>
      `In ${everyday} of ${answered} teams the solution is a fixed part of everyday work, although they started at least ${weeks} weeks ago.`,
    falling: (before, now, both, weeks) =>
      `${weeks} weeks ago the solution was a fixed part of everyday work in ${before} of the ${both} teams that answered both times. Now it is in ${now}.`,
    onePerson: (carried, answered) =>
      `In ${carried} of ${answered} teams the leader answers that there are not several who can help the others.`,
    oldWayAlive: (alive, answered, weeks) =>
      `In ${alive} of ${answered} teams the leader answers that the old way is still alive, ${
        weeks === 0 ? "although you have decided that it should be closed" : `at least ${weeks} weeks after the start`
      }.`,
    layersApart: (most, mostLevel, least, leastLevel, isShared) =>
      `${most}: ${mostLevel}. ${least}: ${leastLevel}. ${
        isShared
          ? "When you share records, day and evening must be able to rely on what the others have written."
          : "Ask what is different on that shift."
      }`,
    silentWhy: "They may be busy. Call and ask.",
    silent: (weeks) => `${weeks} weeks running`,
    exception: (date) => `You have agreed to look at the agreed exception again on ${date}.`,
    dismiss: "Hide for now",
    dismissReason: "Why?",
    dismissUntil: "Show it again",
    dismissSave: "Hide",
    isDismissed: "The warning is hidden. It comes back on its date.",
    dismissed: (count) => (count === 1 ? "1 warning is hidden" : `${count} warnings are hidden`),
    dismissedUntil: (date) => `shown again ${date}`,
  },
  detail: {
    back: "To the overview",
    newest: "Newest estimate",
    year: "Week by week for a year",
    extraTitle: "The leader also answers",
    extraTitleAll: "The leaders also answer",
    extraNone: "This has not been asked yet.",
    barriersTitle: "In the way",
    barriersNone: "Nothing is reported right now.",
    barrierCounts: (open, closed) => `${open} open · ${closed} closed`,
    uncategorised: "Not described yet",
    otherCauses: "Something else, or not described yet",
    noneReadable:
      "You see it as figures only. The words stay with the team and the navigators unless something is lifted to you.",
    onlyFigures:
      "The rest you see as figures only. The words stay with the team and the navigators unless something is lifted to you.",
    moreOnBoard: "See more under In the way",
    trialsNone: "The team has not tried anything with the solution yet.",
    trialCounts: (running, finished) => `${running} running · ${finished} finished`,
    trialsOnlyFigures: "The words stay with the team and the navigators. What they have shared is under Trials.",
    trialFinished: "Finished",
    triedOne: "Trial",
    triedNone: "Nothing has been tried with the solution yet.",
    triedHow:
      "Which team tries it and what they write, you do not see. What they have learned stands here when they have shared it.",
    notRead: "It could not be fetched right now. Try again in a moment.",
    teamsTitle: "How far each team is",
    teamsIntro: "By the leader's newest estimate. There is no order within a group.",
    expectedTitle: "Use beside what is expected",
    expectedUse: (everyday, known, users) =>
      `By ${everyday} of ${known} estimates the solution is a fixed part of everyday work. The municipality expects ${users} users.`,
    expectedHow: "It is the leaders' estimate for their team – no users are counted.",
    basis: (known, teams, weeks) => `Estimates from ${known} of ${teams} teams, ${weeks}`,
    noBasis: "No estimates that hold now",
    weeks: (from, to) => (from === to ? `week ${from}` : `weeks ${from}–${to}`),
    trendTitle: "Development",
    trend: (share, week) => `${share} in week ${week}`,
    trendIntro: "The share of estimates that say “That's how we work” or “Mostly”, week by week.",
    teamTrend: "The team's development",
    holdersTitle: "Talk to",
    writeInTeams: (name) => `Write to ${name} in Teams`,
    write: "Write in Teams",
    solutionsTitle: "The team's solutions",
    nothingUsed: "The team has no solutions yet.",
    weeksTitle: "The check-in week by week",
    copyLink: "Copy link",
    copied: "The link is copied",
    copyFailed: "Could not be copied – try again",
  },
  overview: {
    estimate: "Leaders' estimate",
    estimateWhy:
      "The figures are the team leaders' best estimates for the whole team. Nobody can see what a single employee does.",
    period: "Period",
    periods: { now: "This week", quarter: "12 weeks", year: "A year" },
    area: "Area",
    allAreas: "All areas",
    sort: "Order",
    sorts: { share: "Share", change: "Development", name: "Name" },
    sentence: {
      silent: (count) => (count === 1 ? "1 team is silent" : `${count} teams are silent`),
      falls: (solution) => `${solution} is falling`,
      manyFall: (count) => `${count} solutions are falling`,
      waiting: (count) => (count === 1 ? "1 thing waits for you" : `${count} things wait for you`),
      calm: (answered, asked) =>
        asked === 0
          ? "Nobody is asked this week"
          : `This week ${answered} of ${asked} ${asked === 1 ? "team" : "teams"} answered`,
    },
    filter: "Find the teams that",
    filters: {
      notAnswered: "Have not answered",
      falling: "Are falling",
      stale: "Have old estimates",
      troubled: "Have something in the way",
      help: "Need help",
    },
    filterMeans: {
      notAnswered: "They were asked this week and have not answered.",
      falling: "The two latest estimates of at least one solution lie a step or more below that of a quarter ago.",
      stale: "At least one estimate is old: a new one should have come more than two weeks ago.",
      troubled: "Something is reported and not solved yet.",
      help: "They have not answered two weeks running, are falling, or have reported something that is not solved.",
    },
    found: (count, total) => `${count} of ${total} teams`,
    folded: (count) => (count === 1 ? "1 team folded" : `${count} teams folded`),
    partOf: (count) => (count === 1 ? "1 team is shown" : `${count} teams are shown`),
    responseTitle: "Answers",
    response: (answered, asked) => `${answered} of ${asked} ${asked === 1 ? "team has" : "teams have"} answered`,
    nobodyAsked: "Nobody is asked this week",
    responseWeek: (week, answered, asked) => `Week ${week}: ${answered} of ${asked}`,
    responseHistory: "Share that answered, week by week",
    routineTitle: "Part of everyday work",
    routine: (count, total) => `${count} of ${total} estimates say “That's how we work” or “Mostly”`,
    staleTitle: "Old estimates",
    stale: (count) =>
      count === 0
        ? "No estimate is old"
        : count === 1
          ? "estimate is old and does not count"
          : "estimates are old and do not count",
    spreadTitle: "How far the solutions have come",
    spreadIntro:
      "How many teams are on each step by their newest estimate, and how many points the share as a fixed part of everyday work has moved among the teams that answered both times. Old estimates are counted apart.",
    spreadTeams: (count) => (count === 1 ? "1 team" : `${count} teams`),
    everyday: (count, teams) => `In ${count} of ${teams} teams the solution is a fixed part of everyday work`,
    ofCount: (count, total) => `${count} of ${total}`,
    rising: "Rising",
    falling: "Falling",
    steady: "No certain change",
    trendUnknown: "Too few answers to see a development",
    orMore: (users: string) => `at least ${users}`,
    expected: (users) => `${users} expected users`,
    expectedInAll: (users) => `${users} expected users in the whole municipality`,
    heatmapTitle: "Team by team",
    heatmapCaption: "Teams down the side and solutions across. Each cell is the leader's newest estimate.",
    heatmapKeys: "Use the arrow keys to move from cell to cell and Enter to open.",
    team: "Team",
    allTeams: "All teams",
    foldAll: "Fold all",
    unfoldAll: "Unfold all",
    notUsed: "Not used here",
    neverAnswered: "No answer yet",
    waiting: "Waiting",
    exception: "Agreed exception",
    pilot: "pilot",
    fromWeek: (week) => `from week ${week}`,
    staleFromWeek: (week) => `old estimate from week ${week}`,
    notAnsweredThisWeek: "not answered this week",
    leaderAway: "Leader away",
    weekStates: {
      answered: "Answered",
      skipped: "Skipped",
      missed: "Not answered",
      open: "Waiting for an answer",
      notAsked: "Not asked",
    },
    legend: "How to read the colours",
    legendStale: "Faded: the estimate is old, because a new one did not come in time",
    legendNotUsed: "Empty: not used in the team",
    legendNoAnswer: "Dashed: asked, but no answer yet",
    legendArea: "At an area: in this many teams the solution is a fixed part of everyday work",
    legendBars: "The small bars are week by week. Gap: no estimate that week. Dot: not asked.",
    emptyTitle: "There is nothing to show yet",
    empty: "When the team leaders answer their weekly check-in, their estimates come here.",
    emptyArea: "No teams in the area use the solutions yet. Choose another area.",
  },
  change: {
    spans: { fourWeeks: "four weeks", quarter: "a quarter", year: "a year" },
    points: (points, span) => `${points} points in ${span}`,
    both: (count) => `${count} ${count === 1 ? "team" : "teams"} both times`,
    bothEstimates: (count) => (count === 1 ? "1 estimate both times" : `${count} estimates both times`),
    fromTo: (from, to, span) => `from “${from}” to “${to}” in ${span}`,
    same: (level, span) => `“${level}” ${span} ago as well`,
    nothing: "There is nothing to compare with yet.",
    broken: (week) => `In week ${week} the question got new words. So there is no change across that week.`,
  },
  find: {
    label: "Find a team, an area or a solution",
    none: "There is nothing of that name.",
    team: "Teams",
    area: "Areas",
    solution: "Solutions",
  },
};
