internal import LockKit
internal import TeamsModels

/// The sign-ins that are under way in this process. After a restart nothing is lost but that a popup's code is tried
/// at all of the person's connections.
final class SignInDesk: Sendable {
    private let ledger = Mutex(SignInLedger())

    func withLedger<Value>(_ body: (inout SignInLedger) -> Value) -> Value { ledger.withLock { body(&$0) } }
}
