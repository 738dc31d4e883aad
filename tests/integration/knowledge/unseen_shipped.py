"""Questions on the shipped courses by somebody who had seen neither how the search works nor those in `shipped`.

Each row is (client, what is typed, the addresses without the client, any of which is right).
"""

from __future__ import annotations

UNSEEN_ENGLISH = [
    ("nordbank", "factors needed for verification", ["card-line/verify-the-caller#two-factors-always"]),
    (
        "nordbank",
        "which questions identify the customer",
        ["card-line/verify-the-caller#two-factors-always", "card-line/verify-the-caller#what-to-say"],
    ),
    ("nordbank", "caller grumbling about security questions", ["card-line/verify-the-caller#what-to-say"]),
    ("nordbank", "customer said security code aloud", ["card-line/verify-the-caller#the-pin-word-is-not-the-pin"]),
    ("nordbank", "two wrong answers what now", ["card-line/verify-the-caller#when-it-fails"]),
    ("nordbank", "accountant calling for boss", ["card-line/verify-the-caller#somebody-else-is-calling"]),
    ("nordbank", "customer doubts my callback is real", ["card-line/verify-the-caller#when-we-call-them"]),
    (
        "nordbank",
        "meaning of block letters F P C",
        ["kb/blocked-cards#block-codes", "card-line/blocked-cards#first-the-reason-then-the-remedy"],
    ),
    (
        "nordbank",
        "code B account desk",
        ["card-line/blocked-cards#code-b-the-banks-own-reason", "kb/blocked-cards#block-codes"],
    ),
    ("nordbank", "unfreezing the card", ["card-line/blocked-cards#code-c-frozen-in-the-app"]),
    ("nordbank", "declined but no block", ["card-line/blocked-cards#refused-but-not-blocked"]),
    (
        "nordbank",
        "paying hotel without card",
        ["card-line/blocked-cards#how-to-pay-meanwhile", "kb/blocked-cards#card-blocked-abroad"],
    ),
    (
        "nordbank",
        "liability 50 euro stolen",
        [
            "kb/lost-and-stolen-cards#who-bears-the-loss",
            "card-line/lost-stolen-and-fraud#what-the-customer-has-to-bear",
        ],
    ),
    ("nordbank", "safe account scam", ["card-line/lost-stolen-and-fraud#how-fraud-sounds"]),
    ("nordbank", "clicked a parcel link", ["card-line/lost-stolen-and-fraud#how-fraud-sounds"]),
    ("nordbank", "victim feeling ashamed", ["card-line/lost-stolen-and-fraud#say-it-without-shame"]),
    (
        "nordbank",
        "police report for theft",
        [
            "card-line/lost-stolen-and-fraud#the-four-questions-after-the-block",
            "kb/lost-and-stolen-cards#after-the-block",
        ],
    ),
    (
        "nordbank",
        "emergency cash overseas",
        ["kb/lost-and-stolen-cards#a-new-card-and-quickly", "kb/transfer-to-nordbank-desks#who-does-what"],
    ),
    (
        "nordbank",
        "card found in coat again",
        ["card-line/blocked-cards#code-l-lost-or-stolen", "kb/lost-and-stolen-cards#the-card-has-turned-up-again"],
    ),
    ("nordbank", "finder handing in a card", ["kb/lost-and-stolen-cards#somebody-found-a-card"]),
    (
        "nordbank",
        "forgotten pin no app",
        [
            "kb/pin-and-wrong-attempts#pin-forgotten",
            "card-line/pin-limits-and-app-approval#pin-seeing-changing-ordering",
            "card-line/blocked-cards#code-p-three-wrong-pins",
            "kb/pin-and-wrong-attempts#three-wrong-attempts",
        ],
    ),
    ("nordbank", "son knows my pin", ["kb/pin-and-wrong-attempts#somebody-may-know-the-pin"]),
    (
        "nordbank",
        "increase limit for a day",
        ["kb/card-limits#raising-a-limit", "card-line/pin-limits-and-app-approval#limits-what-you-may-and-may-not-do"],
    ),
    ("nordbank", "cash withdrawal daily limit", ["kb/card-limits#standard-limits"]),
    ("nordbank", "contactless keeps asking pin", ["kb/card-limits#why-contactless-asks-for-the-pin"]),
    (
        "nordbank",
        "notifications off approval missing",
        [
            "kb/app-approval-and-new-phone#approval-does-not-arrive",
            "card-line/pin-limits-and-app-approval#when-the-approval-does-not-come",
        ],
    ),
    (
        "nordbank",
        "activation letter new phone",
        ["kb/app-approval-and-new-phone#new-phone", "card-line/pin-limits-and-app-approval#a-new-phone"],
    ),
    (
        "nordbank",
        "reader for people without smartphones",
        ["kb/app-approval-and-new-phone#no-smartphone", "card-line/pin-limits-and-app-approval#no-smartphone"],
    ),
    (
        "nordbank",
        "fuel pump reservation",
        [
            "kb/disputed-payments#reserved-not-paid",
            "card-line/payments-in-dispute#pending-or-booked",
            "kb/card-limits#limit-used-up-though-little-was-spent",
        ],
    ),
    ("nordbank", "charged double same shop", ["card-line/payments-in-dispute#paid-twice-paid-in-another-currency"]),
    (
        "nordbank",
        "unknown name on statement",
        [
            "kb/disputed-payments#names-that-look-strange-on-a-statement",
            "card-line/payments-in-dispute#i-do-not-know-this-payment",
        ],
    ),
    (
        "nordbank",
        "subscription cancelled but charging",
        ["kb/disputed-payments#cancelled-and-still-charged", "card-line/payments-in-dispute#subscriptions"],
    ),
    (
        "nordbank",
        "chargeback deadline",
        ["card-line/payments-in-dispute#a-quarrel-with-the-shop-d-20", "kb/disputed-payments#a-quarrel-with-the-shop"],
    ),
    (
        "pellwick",
        "customer changed mind cost of return",
        ["kb/how-a-return-works#what-the-way-back-costs", "returns/withdrawal-or-fault#three-cases-with-one-name"],
    ),
    (
        "pellwick",
        "withdrawing period weekends",
        [
            "returns/withdrawal-or-fault#withdrawal-fourteen-days-no-reason",
            "kb/how-a-return-works#last-day-of-the-fourteen",
        ],
    ),
    (
        "pellwick",
        "engraved or personalised items",
        ["returns/what-cannot-come-back#exceptions-are-few", "kb/exceptions-from-withdrawal#the-list"],
    ),
    (
        "pellwick",
        "slept on mattress",
        [
            "returns/what-cannot-come-back#mattresses-and-toppers",
            "kb/exceptions-from-withdrawal#mattresses-toppers-pillows",
        ],
    ),
    (
        "pellwick",
        "washed towels",
        [
            "returns/what-cannot-come-back#clothes-towels-bed-linen",
            "kb/exceptions-from-withdrawal#opened-washed-assembled",
        ],
    ),
    ("pellwick", "returning a present", ["returns/what-cannot-come-back#sale-outlet-gift"]),
    (
        "pellwick",
        "sofa collecting slot",
        ["kb/how-a-return-works#collection-of-large-furniture", "returns/what-cannot-come-back#large-furniture"],
    ),
    ("pellwick", "one chair out of a set", ["returns/what-cannot-come-back#set-and-part"]),
    ("pellwick", "printing the label", ["kb/how-a-return-works#label-lost-or-no-printer"]),
    (
        "pellwick",
        "refund into friend's account",
        ["kb/refund-times#money-to-another-account", "returns/refunds-and-replacements#the-same-way-back"],
    ),
    (
        "pellwick",
        "delivery costs refunded",
        ["returns/refunds-and-replacements#what-is-refunded", "kb/refund-times#how-much-comes-back"],
    ),
    (
        "pellwick",
        "price reductions I can grant",
        ["kb/goodwill-and-limits#what-you-may-grant", "returns/refunds-and-replacements#your-limits"],
    ),
    (
        "pellwick",
        "neighbour took parcel",
        [
            "kb/missing-and-late-parcels#delivered-but-not-there",
            "returns/refunds-and-replacements#parcel-missing-parcel-empty",
        ],
    ),
    (
        "pellwick",
        "empty box arrived",
        [
            "kb/missing-and-late-parcels#wrong-or-empty-parcel",
            "returns/refunds-and-replacements#parcel-missing-parcel-empty",
        ],
    ),
    ("pellwick", "lamp smoking electric shock", ["kb/faulty-and-damaged-items#danger"]),
    ("pellwick", "missing screws part", ["kb/faulty-and-damaged-items#part-missing"]),
    ("pellwick", "customer writing in capitals", ["returns/the-returns-chat#upset-in-writing"]),
    ("pellwick", "how many chats parallel", ["returns/the-returns-chat#several-chats-at-once"]),
    ("pellwick", "change delivery address", ["kb/missing-and-late-parcels#changing-the-address"]),
    ("centre", "spelling names on phone", ["induction/papers-and-orders#spell-names-and-codes"]),
    ("centre", "reading back an order", ["induction/papers-and-orders#read-it-back"]),
    ("centre", "angry callers", ["induction/confidentiality-and-the-difficult-caller#the-angry-caller"]),
    ("centre", "insulted by caller hang up", ["induction/confidentiality-and-the-difficult-caller#abuse-two-warnings"]),
    (
        "centre",
        "journalist calling",
        ["induction/working-with-other-departments#when-to-escalate", "kb/whom-to-escalate-to#who-takes-what"],
    ),
    (
        "centre",
        "sent mail to wrong address",
        [
            "induction/confidentiality-and-the-difficult-caller#when-something-went-wrong",
            "kb/data-protection-basics#data-went-to-the-wrong-person",
        ],
    ),
    ("centre", "tax advice", ["induction/giving-advice#advice-you-may-not-give"]),
    ("centre", "how is average handling time counted", ["induction/quality-and-reports#handling-time"]),
    (
        "nordbank",
        "pin letter how many days",
        [
            "kb/pin-and-wrong-attempts#pin-forgotten",
            "card-line/pin-limits-and-app-approval#pin-seeing-changing-ordering",
        ],
    ),
    (
        "nordbank",
        "caller dictated by somebody",
        ["card-line/verify-the-caller#somebody-else-is-calling", "kb/blocked-cards#the-caller-demands-an-unblock"],
    ),
    ("nordbank", "fraud desk opening hours", ["kb/transfer-to-nordbank-desks#who-does-what"]),
    (
        "nordbank",
        "contactless limit",
        ["kb/card-limits#standard-limits", "kb/card-limits#why-contactless-asks-for-the-pin"],
    ),
    (
        "nordbank",
        "lower the limit",
        ["kb/card-limits#lowering-a-limit", "card-line/pin-limits-and-app-approval#limits-what-you-may-and-may-not-do"],
    ),
    (
        "nordbank",
        "hotel reserved money",
        ["kb/disputed-payments#reserved-not-paid", "card-line/payments-in-dispute#pending-or-booked"],
    ),
    ("nordbank", "exchange rate abroad", ["card-line/payments-in-dispute#paid-twice-paid-in-another-currency"]),
    (
        "nordbank",
        "stolen phone with app",
        [
            "card-line/lost-stolen-and-fraud#the-four-questions-after-the-block",
            "kb/lost-and-stolen-cards#after-the-block",
            "kb/app-approval-and-new-phone#new-phone",
        ],
    ),
    (
        "nordbank",
        "digital card in app",
        [
            "card-line/lost-stolen-and-fraud#new-card-and-digital-card",
            "kb/lost-and-stolen-cards#a-new-card-and-quickly",
        ],
    ),
    ("nordbank", "forgot pin word", ["kb/pin-and-wrong-attempts#pin-word-forgotten"]),
    (
        "nordbank",
        "approving payment not mine",
        [
            "kb/app-approval-and-new-phone#a-request-for-a-payment-nobody-made",
            "card-line/pin-limits-and-app-approval#app-approval-what-it-is",
        ],
    ),
    ("nordbank", "upset caller what to say", ["kb/blocked-cards#words-for-an-upset-caller"]),
    (
        "nordbank",
        "report unauthorised payments 13 months",
        ["card-line/payments-in-dispute#not-authorised-d-10", "kb/disputed-payments#it-was-not-me"],
    ),
    (
        "pellwick",
        "guarantee from manufacturer",
        [
            "kb/faulty-and-damaged-items#guarantee-of-the-manufacturer",
            "returns/withdrawal-or-fault#fault-the-customers-right-not-our-kindness",
        ],
    ),
    ("pellwick", "companies returning goods", ["kb/exceptions-from-withdrawal#business-customers"]),
    (
        "pellwick",
        "lost receipt of return parcel",
        ["kb/missing-and-late-parcels#return-lost", "returns/refunds-and-replacements#parcel-missing-parcel-empty"],
    ),
    ("pellwick", "voucher payments refunding", ["kb/refund-times#paid-with-a-voucher-or-in-instalments"]),
    ("pellwick", "instalments", ["kb/refund-times#paid-with-a-voucher-or-in-instalments"]),
    ("pellwick", "colour differs from picture", ["kb/faulty-and-damaged-items#not-as-described"]),
    (
        "pellwick",
        "asking for photos of damage",
        [
            "returns/withdrawal-or-fault#damage-on-the-way",
            "returns/the-returns-chat#photographs",
            "kb/faulty-and-damaged-items#broken-on-arrival",
        ],
    ),
    (
        "pellwick",
        "goodwill voucher amount",
        [
            "kb/goodwill-and-limits#what-you-may-grant",
            "returns/refunds-and-replacements#your-limits",
            "kb/goodwill-and-limits#words",
        ],
    ),
    (
        "pellwick",
        "late delivery wedding",
        ["kb/missing-and-late-parcels#late", "returns/refunds-and-replacements#parcel-missing-parcel-empty"],
    ),
    ("pellwick", "bank chargeback already asked", ["returns/refunds-and-replacements#bank-card-dispute"]),
    ("pellwick", "closing the chat", ["returns/the-returns-chat#closing"]),
    (
        "centre",
        "transferring a call warm",
        ["kb/hold-and-transfer#transferring-warm", "induction/working-with-other-departments#warm-and-cold-transfer"],
    ),
    (
        "centre",
        "putting on hold how long",
        [
            "kb/hold-and-transfer#putting-a-caller-on-hold",
            "induction/working-with-other-departments#hold-without-losing-the-caller",
        ],
    ),
    ("centre", "delete wrong note", ["kb/notes-that-work#correcting-a-note"]),
    ("centre", "recording objection", ["kb/data-protection-basics#recording-calls"]),
    ("centre", "bomb threats", ["induction/confidentiality-and-the-difficult-caller#threats-and-emergencies"]),
    ("centre", "anonymous complaints", ["kb/logging-a-complaint#if-the-caller-wants-no-complaint"]),
    ("centre", "dropped calls call back", ["kb/opening-and-closing-a-call#a-bad-line-or-a-dropped-call"]),
    ("centre", "foreign language caller", ["kb/opening-and-closing-a-call#a-caller-who-speaks-another-language"]),
]
