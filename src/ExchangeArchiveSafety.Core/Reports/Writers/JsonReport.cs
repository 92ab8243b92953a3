using System.Text.Encodings.Web;
using System.Text.Json;

namespace ExchangeArchiveSafety.Reports.Writers;

/// <summary>The report for programs. What it holds is described by the schema that is shipped with the module.</summary>
internal static class JsonReport
{
    public const string Format = "ExchangeArchiveSafety.Report";
    public const int Version = 1;

    // What has to be escaped for a page has passed the encoder of tenant text, or is escaped by whoever makes a page of it.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Report report, Stream target)
    {
        using var json = new Utf8JsonWriter(target, Options);
        json.WriteStartObject();
        json.WriteString("format", Format);
        json.WriteNumber("version", Version);
        json.WriteString("title", report.Title);
        json.WriteString("asOf", report.AsOfUtc);
        json.WriteString("summary", report.Sentence);
        json.WriteString("cost", report.Cost);
        json.WriteStartObject("figures");
        foreach (var figure in report.Figures)
        {
            json.WriteStartObject(figure.Id);
            json.WriteString("label", figure.Label);
            Write(json, "value", figure.Value);
            json.WriteString("note", figure.Note);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartArray("next");
        foreach (var step in report.Steps)
        {
            json.WriteStartObject();
            json.WriteString("why", step.Why);
            json.WriteString("line", step.Line);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("tables");
        foreach (var table in report.Tables)
        {
            Write(json, table);
        }

        json.WriteEndObject();
        json.WriteStartArray("method");
        foreach (var note in report.Method)
        {
            json.WriteStartObject();
            json.WriteString("name", note.Name);
            json.WriteStartArray("lines");
            foreach (var line in note.Lines)
            {
                json.WriteStringValue(line);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReportTable table)
    {
        json.WriteStartArray(table.Id);
        foreach (var row in table.Rows())
        {
            json.WriteStartObject();
            for (var at = 0; at < row.Length; at++)
            {
                Write(json, table.Columns[at].Id, row[at]);
            }

            json.WriteEndObject();

            // A million rows do not wait in memory.
            json.Flush();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case long number: json.WriteNumber(name, number); break;
            case DateTime time: json.WriteString(name, time); break;
            default: json.WriteString(name, (string)value); break;
        }
    }
}
