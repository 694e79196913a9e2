internal import Foundation

/// How long requests take at the least when an organisation allows so many a second.
///
/// The earliest instant of each request is a second after that of the fiftieth before it, and not before it is due:
/// nothing that keeps the limit is faster.
/// - SeeAlso: [Rate limiting for
///   agents](https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit)
enum PaceFloor {
    static let requestsPerSecond = 50

    /// From the first instant at which something is due to the last request, in seconds.
    /// - Parameters:
    ///   - requests: how many are due when.
    ///   - ahead: how many of others go before the last of these.
    static func seconds(of requests: [Date: Int], ahead: Int = 0) -> Double {
        guard let start = requests.keys.min() else { return 0 }
        var window = [Double](repeating: -.infinity, count: requestsPerSecond)
        var sent = 0
        var last = 0.0
        func send(_ count: Int, notBefore due: Double, _ window: inout [Double]) {
            for _ in 0..<count {
                last = max(last, due, window[sent % requestsPerSecond] + 1)
                window[sent % requestsPerSecond] = last
                sent += 1
            }
        }
        send(ahead, notBefore: 0, &window)
        for (due, count) in requests.sorted(by: { $0.key < $1.key }) {
            send(count, notBefore: due.timeIntervalSince(start), &window)
        }
        return last
    }
}
