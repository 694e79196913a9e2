internal import TeamsConnector
internal import TeamsModels

extension ObservedWork {
    /// A turn for `activity`.
    static func turn(_ activity: Activity) -> ObservedWork {
        ObservedWork(
            .turn, labels: ["activity": String(activity.kind.description.prefix(80))],
            ids: [
                "conversation": activity.conversation?.id?.rawValue, "activity": activity.id?.rawValue,
                "tenant": activity.tenantID?.rawValue,
            ])
    }
}
