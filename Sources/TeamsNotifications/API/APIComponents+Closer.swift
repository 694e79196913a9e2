internal import JSONKit

extension APIComponents {
    private typealias S = APISchema

    /// What belongs to a closer look.
    static let closer: [(name: String, schema: JSONValue)] = [
        (
            "Caller",
            S.object(
                [("scope", S.choice(APIScope.allCases.map(\.rawValue)))],
                optional: [("name", S.text("What the key is called; absent for a token"))])
        ),
        (
            "Reason",
            S.object(
                [
                    ("state", S.choice(DeliveryState.allCases.map(\.rawValue))),
                    ("count", S.whole("How many deliveries", from: 1)),
                    ("retried", S.flag("Whether `retry` sends these again")),
                ],
                optional: [("code", S.text("The reason")), ("advice", S.text("What it means, and what to do"))])
        ),
        (
            "ZoneTimes",
            S.object([
                ("zone", S.text()),
                (
                    "times",
                    S.list(
                        of: S.object([
                            ("at", S.instant("The instant")),
                            ("clock", S.text("What clocks show there: 2026-11-28T09:00:00")),
                        ]))
                ),
            ])
        ),
        (
            "PreviewRequest",
            S.object(
                [("content", S.ref("Content"))],
                optional: [
                    ("category", S.text("What it is about: a card gets the action for opting out", minLength: 1)),
                    ("user", S.text("The person, by the id in Microsoft Entra", minLength: 1)),
                    ("locale", S.text("The language of their client, where it is not to be the one that is known")),
                ])
        ),
        (
            "Preview",
            S.object(
                [("bytes", S.whole("How large it is, as the service counts it"))],
                optional: [
                    ("text", S.text()), ("card", ["type": "object"]), ("summary", S.text()),
                    ("language", S.text("The one that was chosen, where there are several")),
                ])
        ),
        ("Template", S.object([("name", S.text("What `template` of a content says"))])),
    ]
}
