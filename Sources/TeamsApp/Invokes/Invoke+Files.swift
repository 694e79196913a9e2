public import TeamsModels

extension Invoke<FileConsent, Void> {
    /// Somebody accepted a file of the bot, or declined it. `.fileConsent.of("accept")` for one of the two.
    public static var fileConsent: Self { Self(.fileConsent) }
}
