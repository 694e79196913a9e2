internal import Foundation
public import Testing

/// How much more `work` costs on an input four times as large: 4 for what is linear, 16 for what is quadratic. A test
/// asks for at most ``linear``.
///
/// Counts the processor time of this thread, the least of several runs, so that what runs beside it does not matter.
/// The size grows until one run takes long enough to be measured; work that is too fast for that at the largest size
/// counts as linear.
///
/// - Parameters:
///   - first: the smallest size to try.
///   - largest: the largest smaller size; four times that is the largest input that is made.
///   - make: makes an input of a size. Not counted.
///   - work: what is measured.
public func growth<Input>(
    from first: Int = 256, upTo largest: Int = 1 << 16, of make: (Int) throws -> Input, in work: (Input) throws -> Void
) rethrows -> Double {
    var size = first
    var small = try cost(of: make(size), in: work)
    while small < measurable, size < largest {
        size = min(size * 2, largest)
        small = try cost(of: make(size), in: work)
    }
    guard small >= measurable / 4 else { return 0 }
    // What is quadratic stays so at every size and however often it is measured; what was disturbed does not.
    var least = Double.infinity
    for attempt in 0..<5 where least > linear {
        if attempt > 1 { size = min(size * 2, 2 * largest) }
        let (less, more) = try (make(size), make(4 * size))
        small = try cost(of: less, in: work)
        var large = try cost(of: more, in: work)
        for _ in 0..<4 where large > 5 * small {
            small = min(small, try cost(of: less, in: work))
            large = min(large, try cost(of: more, in: work))
        }
        least = min(least, Double(large) / Double(small))
    }
    return least
}

/// Expects that `work` is linear.
/// - Parameters:
///   - name: what is measured, for people.
///   - size: the smallest size to try.
///   - most: what four times the input may cost; what is quadratic costs sixteen times as much.
public func expectLinear<Input>(
    _ name: String, size: Int, atMost most: Double = linear, of make: (Int) throws -> Input,
    in work: (Input) throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
) rethrows {
    let ratio = try growth(from: size, upTo: 8 * size, of: make, in: work)
    #expect(
        ratio <= most, "\(name) costs \(ratio) times as much for four times the input", sourceLocation: sourceLocation
    )
}

/// What linear work may grow by at the most, from n to 4n: four, and room for caches, allocators and the noise of a
/// busy machine.
public let linear = 6.0

/// So many milliseconds of processor time, in nanoseconds: more on a machine that is slower than the one they were
/// named for, or that is kept busy. A bound for what must end, and not a measure of how fast it does.
public func allowed(milliseconds: Int) -> Int {
    let start = threadTime()
    var state: UInt64 = 88_172_645_463_325_252
    for _ in 0..<50_000 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
    }
    let usual = 250_000
    let time = state == 0 ? usual : threadTime() - start
    return milliseconds * max(1_000_000, time * 1_000_000 / usual)
}

/// What a clock of this machine measures well, in nanoseconds.
private let measurable = 1_000_000

private func cost<Input>(of input: Input, in work: (Input) throws -> Void) rethrows -> Int {
    var least = Int.max
    var spent = 0
    for _ in 0..<7 {
        let start = threadTime()
        try work(input)
        let time = threadTime() - start
        least = min(least, time)
        spent += time
        if spent > 40 * measurable { break }  // long enough for noise to vanish
    }
    return least
}

/// The processor time of this thread, in nanoseconds.
public func threadTime() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
}
