internal import JSONKit

/// The schemas that the API's document gives names to: what is asked, and what is answered.
enum APIComponents {
    private typealias S = APISchema

    static let all: [(name: String, schema: JSONValue)] = requests + answers + closer + installing + sources

    // MARK: Asked

    private static let requests: [(name: String, schema: JSONValue)] = [
        (
            "NotificationRequest",
            S.object(
                "What is to be told, to whom, when and how.",
                [("audience", S.ref("Audience")), ("content", S.ref("Content"))],
                optional: [
                    ("category", S.text("What it is about: people opt out of categories", minLength: 1)),
                    ("priority", S.choice("normal unless said", NotificationPriority.allCases.map(\.rawValue))),
                    ("schedule", S.ref("Schedule")),
                    (
                        "guarantee",
                        S.choice(
                            "What becomes of a message that may have arrived or not; documented unless said",
                            NotificationGuarantee.allCases.map(\.rawValue))
                    ),
                    ("expiresAt", S.instant("What has not been sent by then is not sent any more")),
                    (
                        "install",
                        S.flag("Installs the app first, through Microsoft Graph, for people of whom no chat is known")
                    ),
                    ("dryRun", S.flag("Answers what would be done, and does nothing")),
                ])
        ),
        (
            "Audience",
            S.oneOf(
                "Exactly one kind.",
                [
                    S.object("Every person", [("everyone", S.onlyTrue)]),
                    S.object([("scope", S.choice(InstallationScope.allCases.map(\.rawValue)))]),
                    S.object([("users", S.list("Ids in Microsoft Entra", of: S.text()))]),
                    S.object([("conversations", S.list("Ids of conversations", of: S.text()))]),
                    S.object(
                        [("teams", S.list("Ids of teams", of: S.text()))],
                        optional: [
                            ("channels", S.oneOf([S.choice(["general", "all"]), S.list("Names", of: S.text())]))
                        ]),
                    S.object([("membersOf", S.text("A conversation"))]),
                    S.object(
                        "A targeted message to one member",
                        [("person", S.text()), ("visibleIn", S.text("A conversation"))]),
                    S.object([("unreadOf", S.text("A notification: who has not read it"))]),
                    S.object([("withoutActionOn", S.text("A notification: who has not acted on its card"))]),
                    S.object([("webhook", S.text("A name of the settings, or an address: alone or in `any`"))]),
                    S.object([
                        (
                            "activityFeed",
                            S.object(
                                "Of those who cannot be reached in a chat, where others are meant too",
                                [("users", S.list("Ids in Microsoft Entra", of: S.text()))])
                        )
                    ]),
                    S.object([("any", S.list(of: S.ref("Audience")))]),
                    S.object([("all", S.list(of: S.ref("Audience")))]),
                    S.object([("not", S.ref("Audience"))]),
                ])
        ),
        ("Content", content),
        (
            "Schedule",
            S.oneOf(
                "Absent is at once.",
                [
                    S.object([("at", S.instant("An instant, RFC 3339"))]),
                    S.object([
                        ("localTime", S.text("As each recipient's own clock shows it: 2026-11-23T09:00")),
                        ("fallbackTimeZone", S.text("For who has told no time zone: Europe/Paris")),
                    ]),
                    S.object([
                        ("cron", S.text("Five fields, or six with seconds first")),
                        ("timeZone", S.text("Europe/Paris")),
                    ]),
                    S.object([("every", S.text("An ISO 8601 duration: PT30S"))]),
                ])
        ),
        ("Preferences", S.object([("optedOut", S.list("Categories; `*` is every one", of: S.text(minLength: 1)))])),
    ]

    private static let ofMessages: S.Members = [
        ("summary", S.text("What notifications of the system and lists of chats show of a card")),
        ("alert", S.flag("Whether the client shows a notification of its own")),
        ("optOut", S.flag("Whether the stock action for opting out is appended")),
    ]

    private static let ofData: S.Members = [
        ("data", ["description": "What the names of the template mean"]),
        (
            "recipientData",
            S.map("By the recipient's id in Microsoft Entra: lies over data, member by member", of: ["type": "object"])
        ),
    ]

    private static let content: JSONValue = S.oneOf([
        S.object("A text", [("text", S.text(minLength: 1))], optional: ofMessages),
        S.object(
            "An Adaptive Card or a template of one", [("card", ["type": "object"])], optional: ofData + ofMessages),
        S.object("A template of the service's folder", [("template", S.text())], optional: ofData + ofMessages),
        S.object(
            "One for each language",
            [("locales", S.map("By language tag", of: S.ref("Content"))), ("fallback", S.text("One of the tags"))],
            optional: ofMessages),
    ])

    // MARK: Answered

    private static let state = S.choice(NotificationState.allCases.map(\.rawValue))
    private static let deliveryState = S.choice(DeliveryState.allCases.map(\.rawValue))

    private static let answers: [(name: String, schema: JSONValue)] = [
        (
            "Accepted",
            S.object([("id", S.text()), ("state", state), ("counts", S.ref("Counts"))])
        ),
        (
            "Counts",
            S.object(
                "How many deliveries are in which state.",
                DeliveryState.allCases.map { ($0.rawValue, S.whole($0.rawValue)) })
        ),
        (
            "Notification",
            S.object(
                [
                    ("id", S.text()), ("state", state), ("counts", S.ref("Counts")),
                    ("title", S.text("The first words of its content, or the name of its template")),
                    ("audience", S.text("To whom, in words")),
                    ("createdAt", S.instant("When it was accepted")),
                    ("priority", S.choice(NotificationPriority.allCases.map(\.rawValue))),
                ],
                optional: [
                    ("estimatedCompletion", S.instant("When all of it will be done at the pace of now")),
                    ("finishedAt", S.instant("When it ended")),
                    ("category", S.text()),
                    ("nextAt", S.instant("When it goes out")),
                    ("version", S.whole("Of the content, once it was edited", from: 2)),
                    ("recalled", S.onlyTrue),
                    ("notPlanned", S.map("Who got no delivery, by reason", of: S.whole("How many"))),
                    ("problem", S.text("What is wrong with it as a whole")),
                ])
        ),
        (
            "Plan",
            S.object([
                (
                    "plan",
                    S.object([
                        ("recipients", S.whole("How many would get it")),
                        ("skipped", S.map("How many would not, by reason", of: S.whole("How many"))),
                        ("requests", S.whole("How many requests it takes")),
                        ("estimatedSeconds", S.number("From the first request to the last, at the service's limits")),
                        ("largestBytes", S.whole("The largest message, as the service counts it")),
                        ("warnings", S.list("Worth a look before it is sent", of: S.text())),
                    ])
                )
            ])
        ),
        (
            "Delivery",
            S.object(
                [
                    (
                        "conversation",
                        S.orNull(
                            "string",
                            "Null until the person's chat is opened; `webhook:…` and `activityFeed:…` are none")
                    ),
                    ("state", deliveryState), ("attempts", S.list(of: S.ref("Attempt"))),
                ],
                optional: [
                    ("user", S.text("The person, by the id in Microsoft Entra")),
                    ("activityId", S.text("The message, once it is there")),
                    ("code", S.text("Why it failed, was skipped or is unknown")),
                    ("occurrence", S.whole("Which time of a recurring one", from: 2)),
                    ("readAt", S.instant("When it was first known to be read")),
                    ("actedAt", S.instant("When somebody first acted on its card")),
                ])
        ),
        (
            "Attempt",
            S.object([
                ("at", S.instant("When it was sent")),
                ("status", S.orNull("integer", "The HTTP status; null when there was no answer")),
                ("waited", S.number("Seconds before it, since the attempt before or since it was due")),
            ])
        ),
        (
            "Scheduled",
            S.object(
                [
                    ("id", S.text()), ("state", state), ("schedule", S.ref("Schedule")),
                    ("title", S.text("The first words of its content, or the name of its template")),
                    ("audience", S.text("To whom, in words")),
                    ("occurrence", S.whole("Which time is planned or was planned last", from: 1)),
                    ("createdAt", S.instant("When it was accepted")),
                ], optional: [("category", S.text()), ("nextAt", S.instant("When it comes next"))])
        ),
        (
            "Lane",
            S.object(
                "What shares one allowance: the app in one organisation.",
                [
                    ("tenant", S.text()), ("held", S.whole("Deliveries in memory")),
                    ("onTheWire", S.whole("Requests without an answer yet")),
                    ("pace", S.number("Requests a second, over the last ten seconds")),
                    ("allowed", S.number("Requests a second that the service is believed to allow")),
                    ("throttled", S.whole("429 answers since the start")),
                ],
                optional: [
                    ("problem", S.text("Why it stands still")),
                    ("owner", S.text("The process that serves it, where several share the work")),
                    ("epoch", S.whole("Grows with each process that takes it")),
                    ("leaseUntil", S.text("Until when, unless the process says otherwise")),
                ])
        ),
        (
            "Installation",
            S.object(
                [
                    ("conversation", S.text()), ("scope", S.choice(InstallationScope.allCases.map(\.rawValue))),
                    ("reachable", S.flag("Whether sending there is of use")),
                ],
                optional: [
                    ("tenant", S.text()), ("user", S.text("The person, by the id in Microsoft Entra")),
                    ("account", S.text("The person, by the id in conversations")), ("name", S.text()),
                    ("team", S.text()), ("locale", S.text()), ("timeZone", S.text()), ("serviceUrl", S.text()),
                    ("installedAt", S.text()),
                    ("reason", S.text("Why it cannot be reached")), ("since", S.text("Since when it cannot")),
                ])
        ),
        (
            "Unreachable",
            S.object(
                [("conversation", S.text()), ("reason", S.text())],
                optional: [
                    ("user", S.text("The person, by the id in Microsoft Entra")), ("since", S.text()),
                    ("notification", S.text("Whose message was refused")),
                ])
        ),
        (
            "Readiness",
            S.object([("ready", S.flag("Whether all is well")), ("problems", S.list("In words", of: S.text()))])
        ),
        ("Health", S.object([("status", S.choice(["ok"]))])),
        (
            "Error",
            S.object([
                (
                    "error",
                    S.object(
                        [("code", S.text()), ("message", S.text("What happened, and what to do"))],
                        optional: [("pointer", S.text("Where in the body or the query, as a JSON pointer"))])
                )
            ])
        ),
    ]
}
