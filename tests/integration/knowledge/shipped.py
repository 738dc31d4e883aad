"""Questions an operator types while a caller waits, and the sections of `courses/` that answer them.

Each row is (client, what is typed, the addresses without the client, any of which is right). Where a course teaches
what an article sums up, both are right.
"""

from __future__ import annotations

ENGLISH = [
    ("nordbank", "how many factors to verify a caller", ["card-line/verify-the-caller#two-factors-always"]),
    ("nordbank", "is the pin word the same as the pin", ["card-line/verify-the-caller#the-pin-word-is-not-the-pin"]),
    ("nordbank", "wife is calling for her husband", ["card-line/verify-the-caller#somebody-else-is-calling"]),
    ("nordbank", "caller fails verification", ["card-line/verify-the-caller#when-it-fails"]),
    ("nordbank", "calling a customer back, do I verify", ["card-line/verify-the-caller#when-we-call-them"]),
    (
        "nordbank",
        "what can I do without verifying",
        ["card-line/verify-the-caller#what-you-may-do-without-verification"],
    ),
    (
        "nordbank",
        "block code F",
        [
            "card-line/blocked-cards#code-f-suspected-fraud",
            "kb/blocked-cards#block-codes",
            "card-line/blocked-cards#first-the-reason-then-the-remedy",
        ],
    ),
    (
        "nordbank",
        "three wrong pins",
        ["card-line/blocked-cards#code-p-three-wrong-pins", "kb/pin-and-wrong-attempts#three-wrong-attempts"],
    ),
    ("nordbank", "card frozen in the app", ["card-line/blocked-cards#code-c-frozen-in-the-app"]),
    ("nordbank", "card blocked abroad", ["kb/blocked-cards#card-blocked-abroad"]),
    ("nordbank", "customer demands that I unblock the card", ["kb/blocked-cards#the-caller-demands-an-unblock"]),
    (
        "nordbank",
        "why was the card blocked automatically",
        ["kb/blocked-cards#why-a-card-blocks-itself", "card-line/blocked-cards#first-the-reason-then-the-remedy"],
    ),
    (
        "nordbank",
        "raise the limit",
        ["kb/card-limits#raising-a-limit", "card-line/pin-limits-and-app-approval#limits-what-you-may-and-may-not-do"],
    ),
    ("nordbank", "lower limits", ["kb/card-limits#lowering-a-limit"]),
    ("nordbank", "contactless asks for a PIN", ["kb/card-limits#why-contactless-asks-for-the-pin"]),
    ("nordbank", "daily cash limit euro", ["kb/card-limits#standard-limits"]),
    ("nordbank", "limit is used up but nothing spent", ["kb/card-limits#limit-used-up-though-little-was-spent"]),
    (
        "nordbank",
        "hotel reservation not booked",
        ["kb/disputed-payments#reserved-not-paid", "card-line/payments-in-dispute#pending-or-booked"],
    ),
    ("nordbank", "form D-10 or D-20", ["kb/disputed-payments#which-form"]),
    ("nordbank", "strange name on statement", ["kb/disputed-payments#names-that-look-strange-on-a-statement"]),
    (
        "nordbank",
        "cancelled subscription still charged",
        ["kb/disputed-payments#cancelled-and-still-charged", "card-line/payments-in-dispute#subscriptions"],
    ),
    ("nordbank", "somebody found a card", ["kb/lost-and-stolen-cards#somebody-found-a-card"]),
    ("nordbank", "found my lost card again", ["kb/lost-and-stolen-cards#the-card-has-turned-up-again"]),
    ("nordbank", "forgot PIN", ["kb/pin-and-wrong-attempts#pin-forgotten"]),
    ("nordbank", "caller said their pin aloud", ["kb/pin-and-wrong-attempts#a-caller-tells-you-the-pin"]),
    (
        "nordbank",
        "customer has no smartphone",
        ["kb/app-approval-and-new-phone#no-smartphone", "card-line/pin-limits-and-app-approval#no-smartphone"],
    ),
    (
        "nordbank",
        "new phone activation letter",
        ["kb/app-approval-and-new-phone#new-phone", "card-line/pin-limits-and-app-approval#a-new-phone"],
    ),
    (
        "nordbank",
        "approval request does not come",
        [
            "kb/app-approval-and-new-phone#approval-does-not-arrive",
            "card-line/pin-limits-and-app-approval#when-the-approval-does-not-come",
        ],
    ),
    (
        "nordbank",
        "paid twice",
        ["card-line/payments-in-dispute#paid-twice-paid-in-another-currency"],
    ),
    ("nordbank", "which desk is open on sunday hours", ["kb/transfer-to-nordbank-desks#who-does-what"]),
    ("centre", "put a caller on hold", ["kb/hold-and-transfer#putting-a-caller-on-hold"]),
    (
        "centre",
        "warm transfer",
        ["kb/hold-and-transfer#transferring-warm", "induction/working-with-other-departments#warm-and-cold-transfer"],
    ),
    (
        "centre",
        "cold transfer allowed",
        [
            "kb/hold-and-transfer#when-a-cold-transfer-is-allowed",
            "induction/working-with-other-departments#warm-and-cold-transfer",
        ],
    ),
    ("centre", "police calling for data", ["kb/data-protection-basics#the-police-or-an-authority-calls"]),
    ("centre", "mail sent to the wrong person", ["kb/data-protection-basics#data-went-to-the-wrong-person"]),
    ("centre", "caller wants a copy of their data", ["kb/data-protection-basics#a-person-asks-for-their-data"]),
    ("centre", "recording of calls objection", ["kb/data-protection-basics#recording-calls"]),
    (
        "centre",
        "when to log complaints",
        ["kb/logging-a-complaint#when-to-log"],
    ),
    ("centre", "how long may an answer to a complaint take", ["kb/logging-a-complaint#how-long-an-answer-may-take"]),
    ("centre", "complaint about myself", ["kb/logging-a-complaint#complaints-about-you-or-a-colleague"]),
    ("centre", "correct a note", ["kb/notes-that-work#correcting-a-note"]),
    ("centre", "what must not be written in notes", ["kb/notes-that-work#what-never-goes-into-a-note"]),
    ("centre", "the call dropped bad line", ["kb/opening-and-closing-a-call#a-bad-line-or-a-dropped-call"]),
    (
        "centre",
        "caller speaks no english another language",
        ["kb/opening-and-closing-a-call#a-caller-who-speaks-another-language"],
    ),
    ("centre", "wants to speak to my superior", ["kb/whom-to-escalate-to#when-a-caller-asks-for-a-superior"]),
    ("centre", "abusive caller warnings", ["induction/confidentiality-and-the-difficult-caller#abuse-two-warnings"]),
    (
        "centre",
        "angry customer",
        ["induction/confidentiality-and-the-difficult-caller#the-angry-caller"],
    ),
    ("centre", "spelling alphabet", ["induction/papers-and-orders#spell-names-and-codes"]),
    ("centre", "saying sorry", ["induction/complaints-and-claims#saying-sorry"]),
    ("centre", "service level percentage", ["induction/quality-and-reports#service-level"]),
    ("pellwick", "how long does the refund take", ["returns/refunds-and-replacements#fourteen-days-for-the-refund"]),
    ("pellwick", "return a mattress", ["returns/what-cannot-come-back#mattresses-and-toppers"]),
    (
        "pellwick",
        "empty parcel",
        [
            "returns/refunds-and-replacements#parcel-missing-parcel-empty",
            "kb/missing-and-late-parcels#wrong-or-empty-parcel",
        ],
    ),
    ("pellwick", "damaged in transport", ["returns/withdrawal-or-fault#damage-on-the-way"]),
    ("pellwick", "withdrawal period fourteen days", ["returns/withdrawal-or-fault#withdrawal-fourteen-days-no-reason"]),
    ("pellwick", "may the customer try it on", ["returns/withdrawal-or-fault#trying-on-is-allowed"]),
    (
        "pellwick",
        "returning sale and outlet items",
        ["returns/what-cannot-come-back#sale-outlet-gift", "kb/exceptions-from-withdrawal#sale-and-outlet"],
    ),
    (
        "pellwick",
        "repair or replacement",
        ["returns/refunds-and-replacements#repair-replacement-price-reduction-money-back"],
    ),
]
