/// The names of the months in a language, which may differ beside a day: `январь`, but `5 января`.
struct MonthNames: Sendable {
    /// As they are where no day stands beside them.
    let alone: [String]
    let shortAlone: [String]
    /// As they are beside a day.
    let besideDay: [String]
    let shortBesideDay: [String]
    /// Whether it matters what stands beside them.
    let dependOnDay: Bool

    init(alone: [String], shortAlone: [String], besideDay: [String]? = nil, shortBesideDay: [String]? = nil) {
        self.alone = alone
        self.shortAlone = shortAlone
        self.besideDay = besideDay ?? alone
        self.shortBesideDay = shortBesideDay ?? shortAlone
        dependOnDay = self.besideDay != alone || self.shortBesideDay != shortAlone
    }

    /// The name of a month, 1 to 12.
    func name(of month: Int, isShort: Bool, besideDay isBesideDay: Bool) -> String {
        switch (isShort, isBesideDay) {
        case (false, false): alone[month - 1]
        case (true, false): shortAlone[month - 1]
        case (false, true): besideDay[month - 1]
        case (true, true): shortBesideDay[month - 1]
        }
    }
}
