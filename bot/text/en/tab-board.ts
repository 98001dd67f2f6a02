import type { TabBoardText } from "../da/tab-board.ts";

export const tabBoardEn: TabBoardText = {
  asBoard: "Board",
  asList: "List",
  view: "Show as",
  list: {
    label: "Everything that is in the way, as a list",
    what: "What is in the way",
    team: "Team",
    area: "Area",
    status: "Status",
    holder: "With",
    age: "Age",
    teams: "How many teams",
    contact: "Wish",
    waits: "Comes back",
    nobody: "Nobody",
    since: (date) => `since ${date}`,
    sorted: (column) => `Sort by ${column.toLocaleLowerCase("en")}`,
    notDrawn: "The browser's own search finds only what is on the screen. Use the search field.",
  },
  take: "I take it",
  takeLabel: (title) => `I take it: ${title}`,
  next: {
    title: "Your next three",
    overdue: (date) => `was to be looked at ${date}`,
    age: (days) => (days === 1 ? "1 day old" : `${days} days old`),
  },
  common: {
    offer: (teams, what) => `${teams} teams have reported the same: ${what}`,
    make: "Make it one common task",
    family: (teams) => `Shared by ${teams} teams: show those that are the same`,
    same: (teams) => `Show those that are the same in ${teams} teams`,
  },
  many: {
    label: "Chosen tasks",
    chosen: (count) => (count === 1 ? "1 chosen" : `${count} chosen`),
    select: (title) => `Choose ${title}`,
    selectAll: "Choose all of the list",
    clear: "Choose none",
    take: "I take them",
    assign: "Give to …",
    seenBefore: "Common task",
    ask: "Ask",
    park: "Park",
    most: (count) => `At most ${count} at once.`,
    says: {
      take: (count) =>
        count === 1
          ? "1 task becomes yours, and its team is told."
          : `${count} tasks become yours, and their teams are told.`,
      assign: (count) => (count === 1 ? "1 task changes hands." : `${count} tasks change hands.`),
      seenBefore: (count, teams) =>
        `${count} tasks of ${teams} teams become one. The teams are told that several have the same, and again when it is solved.`,
      ask: (count) =>
        count === 1
          ? "Your question goes to 1 team."
          : `The same question goes to those who reported the ${count} tasks.`,
      park: (count) =>
        count === 1
          ? "1 task rests until the date, and its team is told."
          : `${count} tasks rest until the date, and their teams are told.`,
    },
    confirm: "Do it",
    done: (count) => (count === 1 ? "1 task is changed." : `${count} tasks are changed.`),
    left: (count) =>
      count === 1 ? "1 was left: taken, or not possible." : `${count} were left: taken, or not possible.`,
    undone: (count) => (count === 1 ? "1 task is as it was." : `${count} tasks are as they were.`),
    undoneLeft: (count) => (count === 1 ? "1 had been changed meanwhile." : `${count} had been changed meanwhile.`),
  },
  times: {
    open: "Times",
    title: "How long it takes",
    intro:
      "What teams have reported in the last year, by solution and topic. The times are medians, from when it was reported.",
    none: "Nothing has been reported in the last year.",
    undescribed: "not described yet",
    columns: [
      "Solution and topic",
      "Reported",
      "To first reply",
      "To solved",
      "To confirmed",
      "Still in the way",
      "Number of teams",
      "Met again in",
    ],
  },
  visits: {
    open: "Visits",
    title: "Visits",
    intro: "The places that have asked you to come by. Print it, and take it along.",
    none: "Nobody has asked for a visit right now.",
    noneBody: "When a team chooses »Come by«, it is shown here.",
    print: "Print",
    chat: "Write in Teams",
    call: "Call in Teams",
    been: "We were there",
    works: "It works now",
    follow: "We go on with it",
    followed: "We have been there and go on with it.",
    noted: "Noted.",
  },
  views: {
    label: "Your views",
    none: "Choose a view",
    save: "Save the view",
    name: "What is the view to be called?",
    keep: "Save",
    remove: "Delete the view",
    saved: "Saved.",
  },
  keys: {
    open: "Shortcuts",
    title: "Shortcuts on the board and the list",
    close: "Close",
    intro: "They work while you are on a card or a line.",
    move: "Arrow keys",
    moveWhat: "Go from card to card",
    shift: "Shift and an arrow",
    shiftWhat: "Move the card",
    enter: "Enter",
    enterWhat: "Open",
    select: "Choose or not",
    help: "Show shortcuts",
    menu: "Move to …",
    search: "Search",
  },
};
