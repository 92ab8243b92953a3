using System.Text.Json;
using System.Text.Json.Serialization;

namespace ExchangeArchiveSafety.Removal.Groups;

/// <summary>The lines of a groups file.</summary>
internal static class GroupsFileLines
{
    public static byte[] Write<T>(T line) => [.. JsonSerializer.SerializeToUtf8Bytes(line, FileJson.Mail), (byte)'\n'];

    public static T? Read<T>(ReadOnlySpan<byte> line) => JsonSerializer.Deserialize<T>(line, FileJson.Mail);

    /// <summary>The first line.</summary>
    public sealed class Header
    {
        [JsonPropertyOrder(-1)]
        public string Format { get; init; } = GroupsFile.Format.Mark;

        public DateTime CreatedAtUtc { get; init; }
    }

    /// <summary>One group. What a search set aside is not acted on, and not written.</summary>
    public sealed class Group
    {
        public MailItem? Kept { get; init; }

        public IReadOnlyList<Copy?>? Surplus { get; init; }

        public static Group Of(ArchiveDuplicateGroup group) => new()
        {
            Kept = group.Kept.Settled,
            Surplus = [.. group.Surplus.Select(copy => new Copy { Item = copy.Settled, Kind = copy.Kind, Evidence = copy.Evidence })],
        };

        public ArchiveDuplicateGroup ToGroup()
        {
            var kept = new ArchiveDuplicateItem(Whole(Kept), isKept: true, kind: null, evidence: null, SetAsideReasons.None);
            var surplus = new List<ArchiveDuplicateItem>();
            foreach (var copy in Surplus ?? throw new JsonException("A group has no surplus copies."))
            {
                if (copy?.Evidence is not { } evidence || !IsDefined(evidence) || (copy.Kind is { } kind && !IsDefined(kind)))
                {
                    throw new JsonException("A surplus copy has no evidence.");
                }

                var item = Whole(copy.Item);
                surplus.Add(new(item, isKept: false, copy.Kind, evidence, SetAsideReasons.None, PairEvidence.Proofs(kept.Item, item)));
            }

            var overall = surplus.Count == 0 ? DuplicateEvidence.Conflicting : surplus.Min(copy => copy.Evidence!.Value);
            return new(overall, kept, surplus.Count == 0 ? ArchiveDuplicateItemList.None : new(surplus), ArchiveDuplicateItemList.None);
        }

        private static bool IsDefined<T>(T value)
            where T : struct, Enum => Enum.IsDefined(typeof(T), value);

        private static MailItem Whole(MailItem? item) => item is { IsWhole: true } && IsDefined(item.Location) ? item : throw new JsonException("An item is incomplete.");
    }

    /// <summary>A surplus copy.</summary>
    public sealed class Copy
    {
        public MailItem? Item { get; init; }

        public DuplicateKind? Kind { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public DuplicateEvidence? Evidence { get; init; }
    }

    /// <summary>The last line: what a whole file holds.</summary>
    public sealed class Footer
    {
        public bool End { get; init; }

        public long Groups { get; init; }

        public long Surplus { get; init; }

        /// <summary>The digest of all lines before this one.</summary>
        public string? Sha256 { get; init; }
    }
}
