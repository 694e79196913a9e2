/// Stands for a model: says a text word by word, as one would that thinks. A real one is an asynchronous sequence too,
/// and takes its place without a change elsewhere.
struct Words: AsyncSequence, Sendable {
    let text: String
    /// How long each word takes.
    var pause: Duration = .milliseconds(40)

    struct Iterator: AsyncIteratorProtocol {
        var left: Substring
        let pause: Duration

        mutating func next() async throws -> String? {
            guard !left.isEmpty else { return nil }
            try await Task.sleep(for: pause)  // stands for the time that a model thinks
            let end = left.firstIndex(of: " ").map { left.index(after: $0) } ?? left.endIndex
            defer { left = left[end...] }
            return String(left[..<end])
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(left: text[...], pause: pause) }
}
