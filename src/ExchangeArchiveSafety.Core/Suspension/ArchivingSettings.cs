using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExchangeArchiveSafety;

/// <summary>
/// Some or all of the archiving settings of a mailbox. A setting that was not returned is not in it, which is not the same as null. Dates are UTC.
/// </summary>
[JsonConverter(typeof(JsonForm))]
public sealed class ArchivingSettings : IEquatable<ArchivingSettings>
{
    private readonly SortedDictionary<ArchivingSetting, object?> _values;

    private ArchivingSettings(SortedDictionary<ArchivingSetting, object?> values)
    {
        _values = values;
        Known = new ShownList<ArchivingSetting>(values.Keys);
    }

    /// <summary>No setting at all.</summary>
    public static ArchivingSettings None { get; } = new([]);

    /// <summary>Null where it is not in here.</summary>
    public bool? RetentionHoldEnabled => Flag(ArchivingSetting.RetentionHoldEnabled);

    /// <summary>UTC. Null where it is open or not in here.</summary>
    public DateTime? StartDateForRetentionHold => Date(ArchivingSetting.StartDateForRetentionHold);

    /// <summary>UTC. Null where it is open or not in here.</summary>
    public DateTime? EndDateForRetentionHold => Date(ArchivingSetting.EndDateForRetentionHold);

    /// <summary>Null where it is not in here.</summary>
    public bool? ElcProcessingDisabled => Flag(ArchivingSetting.ElcProcessingDisabled);

    /// <summary>Null where it is not in here.</summary>
    public bool? AutoArchivingEnabled => Flag(ArchivingSetting.AutoArchivingEnabled);

    /// <summary>Statuses of the migration users, where the migration was stopped instead; null otherwise.</summary>
    public string? MigrationStatus { get; private init; }

    /// <summary>The settings that are in here, dates first.</summary>
    [JsonIgnore]
    public IReadOnlyList<ArchivingSetting> Known { get; }

    /// <summary>The settings of a mailbox, as far as they were returned.</summary>
    /// <param name="mailbox">The mailbox.</param>
    public static ArchivingSettings Of(Mailbox mailbox)
    {
        var values = new SortedDictionary<ArchivingSetting, object?>();
        void Take<T>(ArchivingSetting setting, Known<T> fact)
        {
            if (fact.IsKnown)
            {
                values[setting] = fact.Value;
            }
        }

        Take(ArchivingSetting.RetentionHoldEnabled, mailbox.RetentionHoldEnabled);
        Take(ArchivingSetting.StartDateForRetentionHold, mailbox.StartDateForRetentionHold);
        Take(ArchivingSetting.EndDateForRetentionHold, mailbox.EndDateForRetentionHold);
        Take(ArchivingSetting.ElcProcessingDisabled, mailbox.ElcProcessingDisabled);
        Take(ArchivingSetting.AutoArchivingEnabled, mailbox.AutoArchivingEnabled);
        return new(values);
    }

    /// <summary>Only the statuses of migration users.</summary>
    /// <param name="statuses">The statuses as they are shown.</param>
    public static ArchivingSettings OfMigration(string statuses) => new([]) { MigrationStatus = statuses };

    /// <summary>Whether the setting is in here.</summary>
    /// <param name="setting">The setting.</param>
    public bool Has(ArchivingSetting setting) => _values.ContainsKey(setting);

    /// <summary>The value of a setting that is in here.</summary>
    /// <param name="setting">The setting.</param>
    /// <exception cref="KeyNotFoundException">It is not.</exception>
    public object? this[ArchivingSetting setting] => _values[setting];

    /// <summary>The same with one setting added or replaced.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="value">A flag, or a UTC date or null.</param>
    public ArchivingSettings With(ArchivingSetting setting, object? value) =>
        new(new(_values) { [setting] = value }) { MigrationStatus = MigrationStatus };

    /// <summary>Only the settings that are asked for, where they are in here.</summary>
    /// <param name="settings">Which.</param>
    public ArchivingSettings Only(IEnumerable<ArchivingSetting> settings)
    {
        var found = new SortedDictionary<ArchivingSetting, object?>();
        foreach (var setting in settings)
        {
            if (_values.TryGetValue(setting, out var value))
            {
                found[setting] = value;
            }
        }

        return new(found) { MigrationStatus = MigrationStatus };
    }

    /// <summary>Whether a setting has this value. Dates count as equal within a second: Exchange may keep no fractions.</summary>
    /// <param name="setting">The setting.</param>
    /// <param name="value">The value to compare with.</param>
    public bool Has(ArchivingSetting setting, object? value) => _values.TryGetValue(setting, out var own) && Same(own, value);

    /// <inheritdoc/>
    public bool Equals(ArchivingSettings? other) =>
        other is not null && other._values.Count == _values.Count && other.MigrationStatus == MigrationStatus
        && _values.All(pair => other.Has(pair.Key, pair.Value));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ArchivingSettings);

    /// <inheritdoc/>
    public override int GetHashCode() => _values.Count;

    /// <summary>Names and values in one line.</summary>
    public override string ToString() =>
        MigrationStatus is not null ? DisplayText.Escape(MigrationStatus)
        : string.Join(", ", _values.Select(pair => pair.Key + "=" + Show(pair.Value)));

    /// <summary>A value as it stands in sentences.</summary>
    internal static string Show(object? value) => value is null ? "not set" : DisplayText.Show(value);

    private static bool Same(object? left, object? right) =>
        left is DateTime leftTime && right is DateTime rightTime
            ? Math.Abs((Utc(leftTime) - Utc(rightTime)).TotalSeconds) < 1
            : Equals(left, right);

    // A time without zone counts as UTC.
    private static DateTime Utc(DateTime time) => time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time;

    private bool? Flag(ArchivingSetting setting) => _values.TryGetValue(setting, out var value) ? (bool?)value : null;

    private DateTime? Date(ArchivingSetting setting) => _values.TryGetValue(setting, out var value) ? (DateTime?)value : null;

    private sealed class JsonForm : JsonConverter<ArchivingSettings>
    {
        private const string MigrationStatusName = "MigrationStatus";

        public override ArchivingSettings Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var values = new SortedDictionary<ArchivingSetting, object?>();
            string? status = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString();
                _ = reader.Read();
                if (name == MigrationStatusName)
                {
                    status = reader.GetString();
                }
                else if (Enum.TryParse<ArchivingSetting>(name, out var setting))
                {
                    values[setting] = setting is ArchivingSetting.StartDateForRetentionHold or ArchivingSetting.EndDateForRetentionHold
                        ? JsonSerializer.Deserialize<DateTime?>(ref reader, options)
                        : reader.GetBoolean();
                }
                else
                {
                    reader.Skip();
                }
            }

            return new(values) { MigrationStatus = status };
        }

        public override void Write(Utf8JsonWriter writer, ArchivingSettings value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var pair in value._values)
            {
                writer.WritePropertyName(pair.Key.ToString());
                JsonSerializer.Serialize(writer, pair.Value, options);
            }

            if (value.MigrationStatus is not null)
            {
                writer.WriteString(MigrationStatusName, value.MigrationStatus);
            }

            writer.WriteEndObject();
        }
    }
}
