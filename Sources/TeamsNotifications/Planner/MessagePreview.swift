package import TeamsModels

/// The message that one recipient would get.
package struct MessagePreview: Sendable, Hashable {
    package var activity: Activity
    /// The language that was chosen; nil where the content has one for all.
    package var language: String?
    /// How large it is, as the service counts it.
    package var bytes: Int

    package init(activity: Activity, language: String? = nil, bytes: Int) {
        self.activity = activity
        self.language = language
        self.bytes = bytes
    }
}
