/// How the engine of notifications is set up, beyond the bot and the store.
public struct NotificationOptions: Sendable {
    /// The folder of named templates, `*.json`; nil for none. All are read and checked at the start.
    public var templates: String?
    /// The id of the app's manifest, by which Microsoft Graph finds the app in the organisation's catalogue; that of
    /// the bot unless said.
    public var manifestID: String?
    /// Whether the bot answers people who write about their notifications in their own chat, such as `stop tides`.
    /// Without it such texts go to the bot's own handlers; the stock action of cards works all the same.
    public var answersCommands: Bool
    /// How long after its end the deliveries of a notification are kept, with its idempotency key; nil for ever. The
    /// notification itself stays, with its counts. Less than a day counts as a day.
    public var retention: Duration?
    /// Addresses of incoming webhooks and of Workflows by a name, under which notifications go there:
    /// `["ops": "https://…"]`. An address is a secret: it is shown nowhere.
    public var webhooks: [String: String] = [:]
    /// What the bot says about opting out, and the words that count, by the person's language (`de-CH`; nil when it is
    /// not known). The words of the English standard always count.
    ///
    /// ```swift
    /// options.wording = { locale in
    ///     var words = OptOutWording.standard(for: locale)
    ///     words.stopped = "Ahoy! No more of {category}."
    ///     return words
    /// }
    /// ```
    public var wording: @Sendable (_ locale: String?) -> OptOutWording

    /// Options.
    public init(
        templates: String? = nil, answersCommands: Bool = true, retention: Duration? = nil,
        wording: @escaping @Sendable (_ locale: String?) -> OptOutWording = { OptOutWording.standard(for: $0) }
    ) {
        self.templates = templates
        self.answersCommands = answersCommands
        self.retention = retention
        self.wording = wording
    }
}
