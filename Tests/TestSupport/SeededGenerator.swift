/// Random numbers that a seed determines, so that a failure can be had again: SplitMix64.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    /// What a test prints.
    public let seed: UInt64
    private var state: UInt64

    /// The numbers of `seed`, or of a new one.
    public init(_ seed: UInt64 = .random(in: .min ... .max)) {
        self.seed = seed
        state = seed
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// True once in `one` times.
    public mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &self) == 0 }

    /// One of `elements`.
    public mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &self)]
    }

    /// `bytes` cut at random places, into pieces of up to 40.
    public mutating func pieces(of bytes: [UInt8]) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var start = 0
        while start < bytes.count {
            let end = Int.random(in: start + 1...min(bytes.count, start + 40), using: &self)
            pieces.append(Array(bytes[start..<end]))
            start = end
        }
        return pieces
    }
}
