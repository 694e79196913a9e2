public import Foundation

/// Where the date comes from: the system's clock, or a test's.
///
/// The date may jump when the machine's clock is set. Use it for what is written down or compared with what others
/// wrote down; measure durations with a `Clock`.
public struct WallClock: Sendable {
    private let read: @Sendable () -> Date

    /// A clock that shows what `read` returns.
    public init(_ read: @escaping @Sendable () -> Date) {
        self.read = read
    }

    /// The date now.
    public var now: Date { read() }

    /// The clock of the machine.
    public static let system = WallClock { Date() }
}
