import Foundation
import Testing

@testable import ServiceKit

@Test func ownThreadRunsItsBodyOnceUnderItsNameAndLetsItGo() async throws {
    let (names, continuation) = AsyncStream.makeStream(of: String.self)
    try start(Captured { continuation.finish() }) { continuation.yield(Thread.current.name ?? "") }
    var seen: [String] = []
    for await name in names { seen.append(name) }  // ends when the thread has let go of what it captured
    #expect(seen == ["a test"])
}

private func start(_ captured: Captured, _ body: @escaping @Sendable () -> Void) throws {
    try OwnThread.start(name: "a test") { withExtendedLifetime(captured, body) }
}

/// Says when it goes.
private final class Captured: Sendable {
    private let whenGone: @Sendable () -> Void
    init(_ whenGone: @escaping @Sendable () -> Void) { self.whenGone = whenGone }
    deinit { whenGone() }
}

/// A stack that no machine has room for.
@Test func threadThatCannotBeSaysSo() {
    let error = #expect(throws: OwnThread.Failure.self) {
        try OwnThread.start(name: "too large", stackBytes: 1 << 56) { Issue.record("it ran") }
    }
    #expect(error.map { !"\($0)".isEmpty } == true)
}
