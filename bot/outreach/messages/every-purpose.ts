import { barrierPurposes } from "./barrier-messages.ts";
import { checkInPurposes } from "./check-in-messages.ts";
import { decisionPurpose } from "./decision-messages.ts";
import { decisionNewsPurpose } from "./decision-news.ts";
import { dialoguePurpose } from "./dialogue-message.ts";
import { digestPurpose } from "./digest-messages.ts";
import { followUpPurpose } from "./follow-up-message.ts";
import { meanwhilePurpose } from "./meanwhile-message.ts";
import { monthlyPurpose } from "./monthly-message.ts";
import type { PurposeHandlers } from "./purposes.ts";
import { quarterPurpose } from "./quarter-message.ts";
import { redrawPurpose } from "./redraw-messages.ts";
import { renderCheckIns } from "./render.ts";
import { screeningPurposes } from "./screening-messages.ts";
import type { TabLink } from "./tab-link.ts";

/**
 * Everything that the service sends. `isLocal`: the client cannot refresh a card, and news comes as it happens unless told; `linkTo`
 * gives the address of a place in the tab.
 */
export function everyPurpose(isLocal: boolean, linkTo: TabLink, newsAtOnce = isLocal): PurposeHandlers {
  return {
    ...checkInPurposes(renderCheckIns(!isLocal)),
    ...barrierPurposes(linkTo, newsAtOnce),
    decisionDue: decisionPurpose(linkTo),
    decisionMade: decisionNewsPurpose(linkTo, newsAtOnce),
    ...screeningPurposes(linkTo),
    digest: digestPurpose,
    dialogue: dialoguePurpose,
    monthly: monthlyPurpose(linkTo),
    quarterEnded: quarterPurpose(linkTo),
    meanwhile: meanwhilePurpose,
    redraw: redrawPurpose,
    citizenFollowUp: followUpPurpose,
  };
}
