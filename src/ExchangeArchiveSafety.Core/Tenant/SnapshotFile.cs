using System.Text.Json;

namespace ExchangeArchiveSafety;

/// <summary>
/// Reads and writes tenant snapshots: JSON with a format name and a version in front. A newer version is refused, unknown properties are passed over.
/// </summary>
public static class SnapshotFile
{
    /// <summary>The name that stands first in every snapshot.</summary>
    public const string Format = "ExchangeArchiveSafety.Snapshot";

    /// <summary>The newest version this module knows.</summary>
    public const int Version = 1;

    private static readonly FileFormat Written = new(
        Format,
        Version,
        new(ErrorIds.SnapshotForeign, ErrorIds.SnapshotNewer, ErrorIds.SnapshotDamaged, ErrorIds.SnapshotNotReadable, ErrorIds.SnapshotNotWritable));

    // The header stands first, so a few kilobytes are enough to know what the file is before it is read whole.
    private const int HeaderBytes = 4096;

    /// <summary>Writes a snapshot.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="snapshot">The snapshot.</param>
    public static void Write(Stream stream, TenantSnapshot snapshot) =>
        JsonSerializer.Serialize(stream, new Envelope { Format = Format, Version = Version, Snapshot = snapshot }, FileJson.Document);

    /// <summary>Saves a snapshot that only its owner can read. An existing file is replaced in one step, so a failed save leaves it as it was.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="snapshot">The snapshot.</param>
    public static void Save(string path, TenantSnapshot snapshot) => Save(path, snapshot, DurableDisk.Real);

    /// <summary>The same on a disk of a test.</summary>
    internal static void Save(string path, TenantSnapshot snapshot, DurableDisk disk)
    {
        using var file = new DurableFile(path, disk);
        Write(file.Stream, snapshot);
        file.Finish();
    }

    /// <summary>Reads a snapshot.</summary>
    /// <param name="path">The full path.</param>
    /// <exception cref="UnusableFileException">The file cannot be read, or is torn, foreign or newer; the message names file and line.</exception>
    public static TenantSnapshot Read(string path) => Written.Read(path, file => Read(file, path));

    /// <summary>Reads a snapshot.</summary>
    /// <param name="stream">A stream that can seek, at its begin.</param>
    /// <param name="path">How the file is called in errors.</param>
    /// <exception cref="UnusableFileException">The file is torn, foreign or newer; the message names file and line.</exception>
    public static TenantSnapshot Read(Stream stream, string path)
    {
        CheckHeader(stream, path);
        try
        {
            return Checked(JsonSerializer.Deserialize<Envelope>(stream, FileJson.Document)?.Snapshot);
        }
        catch (JsonException exception)
        {
            throw Damaged(path, exception);
        }
    }

    private static void CheckHeader(Stream stream, string path)
    {
        var buffer = new byte[HeaderBytes];
        var length = stream.Fill(buffer, buffer.Length);
        var start = length >= 3 && buffer[0] == 0xEF && buffer[1] == 0xBB && buffer[2] == 0xBF ? 3 : 0;
        stream.Position = start;
        var version = Written.VersionIn(buffer.AsSpan(start, length - start), isWhole: length < buffer.Length, out var broken)
            ?? throw (broken is not null && buffer[start] == '{' ? Damaged(path, broken) : Written.Foreign(path, inner: broken));
        Written.Check(version, path);
    }

    private static UnusableFileException Damaged(string path, JsonException exception) => Written.Damaged(path, (exception.LineNumber ?? 0) + 1, exception.Message, exception);

    // JSON may hold null where the model has none.
    private static TenantSnapshot Checked(TenantSnapshot? snapshot)
    {
        if (snapshot is null || snapshot.CapturedAtUtc.Kind != DateTimeKind.Utc)
        {
            throw new JsonException("The snapshot or its time of capture is missing.");
        }

        Whole(snapshot.Mailboxes, "mailboxes");
        Whole(snapshot.MigrationUsers, "migrationUsers");
        Failures(snapshot.Failures);
        Whole(snapshot.RetentionPolicies.Or([]), "retentionPolicies");
        Whole(snapshot.RetentionTags.Or([]), "retentionTags");
        Whole(snapshot.MigrationBatches.Or([]), "migrationBatches");
        Whole(snapshot.Organization?.InPlaceHolds.Or([]) ?? [], "inPlaceHolds");
        foreach (var mailbox in snapshot.Mailboxes)
        {
            Whole(mailbox.OtherIdentities, "otherIdentities");
            Failures(mailbox.Failures);
            Whole(mailbox.InPlaceHolds.Or([]), "inPlaceHolds");
            Tags(mailbox.OptionalTags.Or([]), "optionalTags");
            Whole(mailbox.Folders.Or([]), "folders");
        }

        foreach (var policy in snapshot.RetentionPolicies.Or([]))
        {
            Whole([policy.Name], "name");
            Whole(policy.OtherIdentities, "otherIdentities");
            Whole(policy.RetentionPolicyTagLinks.Or([]), "retentionPolicyTagLinks");
        }

        Tags(snapshot.RetentionTags.Or([]), "retentionTags");
        Whole([.. snapshot.MigrationBatches.Or([]).Select(batch => batch.Identity)], "identity");
        foreach (var user in snapshot.MigrationUsers)
        {
            Whole([user.Identity], "identity");
            Whole(user.OtherAddresses, "otherAddresses");
        }

        return snapshot;
    }

    private static void Failures(IReadOnlyList<ReadFailure> failures)
    {
        Whole(failures, "failures");
        Whole([.. failures.Select(failure => failure.Cmdlet)], "cmdlet");
        Whole([.. failures.Select(failure => failure.Message)], "message");
    }

    private static void Tags(IReadOnlyList<RetentionTag> tags, string name)
    {
        Whole(tags, name);
        foreach (var tag in tags)
        {
            Whole([tag.Name], "name");
            Whole(tag.OtherIdentities, "otherIdentities");
        }
    }

    private static void Whole<T>(IReadOnlyList<T?> list, string name)
        where T : class
    {
        if (list is null || list.Contains(null))
        {
            throw new JsonException("'" + name + "' holds null.");
        }
    }

    private sealed record Envelope
    {
        public string Format { get; init; } = "";

        public int Version { get; init; }

        public TenantSnapshot? Snapshot { get; init; }
    }
}
