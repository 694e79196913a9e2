public import TeamsModels

extension Audience {
    /// Only this person, for up to 24 hours: as ``account(_:)``, by an account of an activity or a roster. One without
    /// an id can be shown nothing: sending throws.
    public static func person(_ account: Account) -> Audience { .account(account.id ?? "") }
}
