internal import JSONKit

extension APIComponents {
    private typealias S = APISchema

    /// What belongs to Microsoft Graph.
    static let installing: [(name: String, schema: JSONValue)] = [
        (
            "InstallationRequest",
            S.object(
                "Where the app is to be installed: users, teams, or everyone.", [],
                optional: [
                    ("users", S.list("Ids in Microsoft Entra", of: S.text())),
                    ("teams", S.list("Ids of the teams' groups in Microsoft Entra", of: S.text())),
                    ("everyone", S.onlyTrue),
                    ("filter", S.text("With everyone: an Adaptive Expression over user, as Microsoft Graph shows one")),
                    ("tenant", S.text("The organisation; the registration's own unless said")),
                ])
        ),
        ("InstallationCounts", S.object(counts)),
        ("InstallationJobAccepted", S.object(basics)),
        (
            "InstallationJob",
            S.object(
                basics + [
                    ("failures", S.list("What failed, by reason", of: reason)),
                    ("createdAt", S.instant("When it was accepted")),
                ],
                optional: [
                    ("problem", S.text("What is wrong with everything, and what to do")),
                    ("finishedAt", S.instant("When all was done")),
                ])
        ),
        (
            "InstallationFailure",
            S.object(
                [("code", S.text("The reason")), ("message", S.text("What happened, and what to do"))],
                optional: [("user", S.text()), ("team", S.text())])
        ),
        (
            "ReconcileRequest",
            S.object(
                [],
                optional: [
                    ("apply", S.flag("Whether the registry is changed to what Microsoft Graph says")),
                    ("tenant", S.text("The organisation; the registration's own unless said")),
                ])
        ),
        (
            "ReconcileReport",
            S.object(
                [
                    ("missingHere", S.list("Installed, and unknown here", of: place)),
                    ("missingThere", S.list("Known here, and not installed", of: place)),
                    ("unchanged", S.whole("How many are on both sides")),
                ],
                optional: [("unlisted", S.whole("Further differences, beyond those that are listed"))])
        ),
    ]

    private static let basics: S.Members = [
        ("id", S.text()), ("state", S.choice(InstallationJob.State.allCases.map(\.rawValue))),
        ("counts", S.ref("InstallationCounts")),
    ]

    private static let counts: S.Members = [
        ("waiting", S.whole("Known, and not tried yet")), ("installed", S.whole("Had it not, and has it now")),
        ("already", S.whole("Had it")), ("failed", S.whole("Where it could not be installed")),
        ("skipped", S.whole("Left out by the filter")),
    ]

    private static let reason = S.object(
        [("code", S.text()), ("count", S.whole("How many", from: 1))],
        optional: [("advice", S.text("What it means, and what to do"))])

    private static let place = S.object(
        [("scope", S.choice(InstallationScope.allCases.map(\.rawValue)))],
        optional: [
            ("user", S.text("The id in Microsoft Entra")), ("team", S.text("The id of its group")),
            ("conversation", S.text()),
        ])
}
