using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExchangeArchiveSafety.Files;

/// <summary>How snapshots and journals are written: camelCase, enums by name, times in UTC, facts that are not known left out.</summary>
internal static class FileJson
{
    public static readonly JsonSerializerOptions Lines = Create(indented: false);

    /// <summary>Lines and files that carry text of items exactly as the tenant has it.</summary>
    public static readonly JsonSerializerOptions Mail = new(Lines) { Converters = { new ExactTextConverter() } };

    public static readonly JsonSerializerOptions Document = new(Create(indented: true)) { Converters = { new ExactTextConverter() } };

    private static JsonSerializerOptions Create(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        WriteIndented = indented,
        Converters = { new JsonStringEnumConverter(), new UtcDateTimeConverter() },
    };

    private sealed class UtcDateTimeConverter : JsonConverter<DateTime>
    {
        // A time without zone counts as UTC, as everywhere in migrations.
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var time = reader.GetDateTime();
            return time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time.ToUniversalTime();
        }

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToUniversalTime());
    }
}
