public import Foundation

/// What an expression may know of the world. An expression takes nothing by itself: without a clock `utcNow` fails,
/// without randomness `rand` does, and both say what to pass.
public struct ExpressionEnvironment: Sendable {
    /// The present. `nil`: there is none.
    public var now: (@Sendable () -> Date)?
    /// 64 random bits a call. `nil`: there are none.
    public var random: (@Sendable () -> UInt64)?
    /// The locale of formatted numbers and dates where the expression names none, as in `de-DE`.
    public var locale: String
    /// How many seconds a zone is ahead of UTC at an instant; `nil` when there is no such zone. The name is IANA's, as
    /// in `Europe/Berlin`; names of Windows are translated before.
    public var secondsFromUTC: @Sendable (_ zone: String, _ instant: Date) -> Int?
    /// What may be used up.
    public var limits: ExpressionLimits

    /// An environment of one's own.
    public init(
        now: (@Sendable () -> Date)? = nil,
        random: (@Sendable () -> UInt64)? = nil,
        locale: String = "en-US",
        secondsFromUTC: @escaping @Sendable (String, Date) -> Int? = {
            TimeZone(identifier: $0)?.secondsFromGMT(for: $1)
        },
        limits: ExpressionLimits = ExpressionLimits()
    ) {
        self.now = now
        self.random = random
        self.locale = locale
        self.secondsFromUTC = secondsFromUTC
        self.limits = limits
    }

    /// The machine's clock and randomness, English formats.
    public static let system = ExpressionEnvironment(
        now: { Date() },
        random: {
            var generator = SystemRandomNumberGenerator()
            return generator.next()
        })
}
