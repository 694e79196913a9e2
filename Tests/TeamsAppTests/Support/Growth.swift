import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Expects that the time of `work` grows with the size of its input and not with its square: four times the input may cost at
/// most six times as much. Each size counts by its quickest run of several, in the time of the processor that this thread used.
/// Where a busy machine spoils that, it is measured again, twice: what grows with the square costs sixteen times each time.
/// - Parameters:
///   - size: of the smaller input. Large enough for a few milliseconds.
///   - make: an input of a size.
///   - work: what is measured.
func expectLinear<Input>(
    _ name: String, size: Int, make: (Int) -> Input, work: (Input) -> Void,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let (small, large) = (make(size), make(size * 4))
    var measured: [String] = []
    for _ in 1...3 {
        let (first, second) = (quickest(of: 5) { work(small) }, quickest(of: 5) { work(large) })
        if second <= first * 6 { return }
        measured.append("\(first) for \(size), \(second) for four times as much")
    }
    Issue.record("\(name): \(measured.joined(separator: "; "))", sourceLocation: sourceLocation)
}

private func quickest(of runs: Int, _ work: () -> Void) -> Duration {
    (0..<runs).map { _ in
        let start = threadTime()
        work()
        return threadTime() - start
    }.min() ?? .zero
}

private func threadTime() -> Duration {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
}
