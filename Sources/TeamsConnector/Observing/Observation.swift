package import ServiceKit

/// Tells an observer of work, if there is one; else it costs nothing but the question.
package struct Observation: Sendable {
    /// Nobody looks.
    package static let none = Observation(nil, time: Stopwatch(ContinuousClock()))

    private let observer: (any AppObserver)?
    private let time: Stopwatch

    /// - Parameters:
    ///   - observer: who looks; nil for nobody.
    ///   - time: what durations are measured by.
    package init(_ observer: (any AppObserver)?, time: Stopwatch) {
        self.observer = observer
        self.time = time
    }

    /// Does `body`, and tells of it.
    ///
    /// - Parameters:
    ///   - work: what it is; made only when somebody looks.
    ///   - label: what became of it, for metrics.
    ///   - body: runs once.
    package func measure<Value, Failure: Error>(
        _ work: @autoclosure () -> ObservedWork, label: (Value) -> String = { _ in "ok" },
        _ body: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        guard let observer else { return try await body() }
        let begun = time.elapsed
        let span = observer.begin(work())
        var outcome: Result<Value, Failure>?
        await span.run {
            guard outcome == nil else { return }
            outcome = await TraceContext.within(span.trace) { await Self.result(of: body) }
        }
        let result: Result<Value, Failure>
        if let outcome { result = outcome } else { result = await Self.result(of: body) }
        let duration = time.elapsed - begun
        switch result {
        case .success(let value):
            span.end(ObservedOutcome(succeeded: true, label: label(value), duration: duration))
        case .failure(let error):
            let label = (error as? any CodedError)?.codeName ?? "\(type(of: error as any Error))"
            span.end(ObservedOutcome(succeeded: false, label: label, duration: duration))
        }
        return try result.get()
    }

    /// Tells of something that takes no time.
    package func count(_ event: @autoclosure () -> ObservedEvent) {
        if let observer { observer.count(event()) }
    }

    private static func result<Value, Failure: Error>(
        of body: () async throws(Failure) -> Value
    ) async -> Result<Value, Failure> {
        do { return .success(try await body()) } catch { return .failure(error) }
    }
}
