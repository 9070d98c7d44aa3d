/** Routing value of a text that must be there; what an expression made a number travels as text all the same. */
export const TEXT = '={{ String($value).trim() }}';

/** Routing value of a text that may be left out: nothing and blanks do not travel. */
export const OPTIONAL_TEXT = '={{ String($value ?? "").trim() || undefined }}';
