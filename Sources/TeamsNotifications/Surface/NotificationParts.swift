/// What the facade joins: each part as the facade needs it.
package struct NotificationParts: Sendable {
    /// Validates a request against store and templates, and makes of it what the store takes.
    package var prepare:
        @Sendable (NotificationRequest, (key: String, digest: String)?) async throws(NotificationError) ->
            NewNotification
    /// Looks at a content that is to take the place of a notification's own. Places are told within the content.
    package var checkEdit: @Sendable (NotificationContent, NotificationRecord) async throws(NotificationError) -> Void
    /// What a request would do, without a request to the service.
    package var plan: @Sendable (NotificationRequest) async throws(NotificationError) -> NotificationPlan
    /// The message that one person would get, and the names of the templates that it may be made of.
    package var preview:
        @Sendable (NotificationContent, String?, String?, String?) async throws(NotificationError) -> MessagePreview
    package var templateNames: [String]
    /// Turns the audience of a notification into deliveries, to its end or to that of the task.
    package var makeDeliveries: @Sendable (NotificationRecord) async throws -> Void
    package var dispatcher: any DeliveryDispatcher
    /// Says what is this process's to do; nil when everything is.
    var keeper: LeaseKeeper?
    /// Installs the app through Microsoft Graph, and compares the registry with it; nil for nobody.
    package var installing: InstallationDesk?
    package var reconciler: Reconciler?

    package init(
        prepare:
            @escaping @Sendable (NotificationRequest, (key: String, digest: String)?) async throws(NotificationError) ->
            NewNotification,
        checkEdit:
            @escaping @Sendable (NotificationContent, NotificationRecord) async throws(NotificationError) -> Void = {
                (_, _) throws(NotificationError) in
            },
        plan: @escaping @Sendable (NotificationRequest) async throws(NotificationError) -> NotificationPlan,
        preview:
            @escaping @Sendable (NotificationContent, String?, String?, String?) async throws(NotificationError) ->
            MessagePreview = { (_, _, _, _) throws(NotificationError) in
                throw NotificationError(.unavailable, "there is nobody here who makes messages")
            },
        templateNames: [String] = [],
        makeDeliveries: @escaping @Sendable (NotificationRecord) async throws -> Void,
        dispatcher: any DeliveryDispatcher
    ) {
        self.prepare = prepare
        self.checkEdit = checkEdit
        self.plan = plan
        self.preview = preview
        self.templateNames = templateNames
        self.makeDeliveries = makeDeliveries
        self.dispatcher = dispatcher
    }
}
