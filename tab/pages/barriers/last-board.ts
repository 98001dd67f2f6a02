/** How the board was left, for the way back to it from a card: its filters, and the card. */
export const lastBoard: { search: string; cardId: string | null } = { search: "", cardId: null };
