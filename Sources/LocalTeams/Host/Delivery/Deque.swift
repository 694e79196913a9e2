/// A line in which one waits at the end and leaves at the front, each in constant time.
struct Deque<Element: Sendable>: Sendable {
    private var elements: [Element?] = []
    private var head = 0

    var count: Int { elements.count - head }
    var isEmpty: Bool { count == 0 }
    var first: Element? { head < elements.count ? elements[head] : nil }

    mutating func append(_ element: Element) { elements.append(element) }

    mutating func popFirst() -> Element? {
        guard let first else { return nil }
        removeFirst()
        return first
    }

    mutating func removeFirst() {
        guard head < elements.count else { return }
        elements[head] = nil
        head += 1
        // Half of it is empty: what is left moves once for each that went.
        if head > 32, head * 2 > elements.count {
            elements.removeFirst(head)
            head = 0
        }
    }
}
