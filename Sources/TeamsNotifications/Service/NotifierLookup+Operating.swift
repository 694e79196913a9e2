package import ServiceKit

extension NotifierLookup {
    /// A setting that is one of a few words.
    func choice(_ name: String, of words: [String]) throws(SettingError) -> String? {
        guard let setting = self[name] else { return nil }
        return try told { () throws(SettingError) in try setting.choice(of: words) }
    }

    /// How long deliveries are kept, as ISO 8601 writes durations.
    func retention() throws(SettingError) -> Duration? {
        guard let setting = self["RETENTION"] else { return nil }
        return try told { () throws(SettingError) in
            try setting.value("a duration of a day or more, such as P90D") { text in
                Duration(iso8601: text).flatMap { $0 >= Retention.shortest ? $0 : nil }
            }
        }
    }
}

extension NotifierSettings {
    /// The log as the settings want it.
    package var log: Log { Log(label: "teams.notifier", level: logLevel, sink: StandardErrorSink(format: logFormat)) }
}
