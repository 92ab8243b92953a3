using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ExchangeArchiveSafety;

/// <summary>
/// The quarantine as a folder that only its owner can read. Each copy has a file with the exported item and a small one that describes it,
/// which is written last. Names are digests: nothing of the tenant stands in them, the same item always gets the same name, and a file whose
/// name carries its own digest is never replaced by another.
/// </summary>
public sealed class QuarantineFolder : IQuarantine
{
    private const string DescriptionSuffix = ".json";
    private const string DataSuffix = ".item";
    private const long DescriptionSize = 4096;

    // Ends a description with the digest of what stands before, so that an edited one is seen. Earlier versions wrote none.
    private const string Seal = ",\"seal\":\"";

    private readonly Action<string> _step;
    private readonly DurableDisk _disk;

    /// <summary>A quarantine in a folder; nothing is made yet.</summary>
    /// <param name="path">The full path.</param>
    public QuarantineFolder(string path)
        : this(path, _ => { })
    {
    }

    /// <summary>Tells of each step before it is made, so that tests can stop there.</summary>
    internal QuarantineFolder(string path, Action<string> step, DurableDisk? disk = null)
    {
        Location = path;
        _step = step;
        _disk = disk ?? DurableDisk.Real;
    }

    /// <inheritdoc/>
    public string Location { get; }

    /// <inheritdoc/>
    public void EnsureWritable() => Guarded(() =>
    {
        DurableFile.CreateDirectory(Location);
        DurableFile.RemoveUnfinished(Location);
        using var probe = new DurableFile(System.IO.Path.Combine(Location, "probe"), _disk);
        probe.Stream.WriteByte(0);
        return true;
    });

    /// <inheritdoc/>
    public string? WhyNoRoom(string mailbox, int count, long bytes)
    {
        // An exported item is somewhat larger than it is said to be in its mailbox.
        var needed = bytes + (bytes / 4) + (count * DescriptionSize);
        return _disk.FreeBytes(Location) is { } free && free < needed
            ? DisplayText.Sentence(CoreMessages.QuarantineWithoutRoom, mailbox, Location, ByteSize.Show(free), ByteSize.Show(needed))
            : null;
    }

    /// <inheritdoc/>
    public QuarantineEntry Save(QuarantineEntry entry, byte[] data)
    {
        var digest = Digest(data);
        var key = Key(entry.PrimaryMailboxId, entry.Item.ItemId);
        var saved = entry with { Data = key + "-" + digest.Substring(0, 16) + DataSuffix, Length = data.Length, Sha256 = digest };
        return Guarded(() =>
        {
            DurableFile.CreateDirectory(Location);
            if (!Verify(saved))
            {
                Write(PathOf(saved), data, "item");
            }

            Describe(saved);
            return Verify(saved) && Find(saved.PrimaryMailboxId, saved.Item.ItemId) is { } found && found.Sha256 == saved.Sha256 && found.Data == saved.Data
                ? saved
                : throw new IOException(CoreMessages.QuarantineNotReadBack);
        });
    }

    /// <inheritdoc/>
    public QuarantineEntry? Find(string primaryMailboxId, string itemId)
    {
        try
        {
            var entry = ReadDescription(System.IO.Path.Combine(Location, Key(primaryMailboxId, itemId) + DescriptionSuffix));
            return entry.PrimaryMailboxId == primaryMailboxId && entry.Item.ItemId == itemId ? entry : null;
        }
        catch (UnusableFileException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<QuarantineEntry> All(Action<UnusableFileException>? damaged = null)
    {
        foreach (var file in Files(DescriptionSuffix))
        {
            QuarantineEntry? entry = null;
            try
            {
                entry = ReadDescription(file);
            }
            catch (UnusableFileException exception)
            {
                damaged?.Invoke(exception);
            }

            if (entry is not null)
            {
                yield return entry;
            }
        }
    }

    /// <summary>Files that hold a saved copy whose description is gone. A run that was killed while it saved leaves such files too; of those nothing was removed.</summary>
    public IEnumerable<UnusableFileException> Undescribed()
    {
        return Files(DataSuffix)
            .Where(file => !File.Exists(System.IO.Path.Combine(Location, System.IO.Path.GetFileName(file).Split('-')[0] + DescriptionSuffix)))
            .Select(file => Damaged(file, CoreMessages.QuarantineUndescribed));
    }

    /// <inheritdoc/>
    public byte[] Read(QuarantineEntry entry)
    {
        var path = PathOf(entry);
        byte[] data;
        try
        {
            data = DurableFile.Read(path);
        }
        catch (Exception exception) when (FileFormat.IsOfFiles(exception))
        {
            throw Damaged(path, exception.Message, exception);
        }

        return data.Length == entry.Length && Digest(data) == entry.Sha256 ? data : throw Damaged(path, CoreMessages.QuarantineDigest);
    }

    /// <inheritdoc/>
    public bool Verify(QuarantineEntry entry) => Damage(entry, isRead: true) is null;

    /// <summary>What is wrong with the file of a saved copy; null when nothing is.</summary>
    /// <param name="entry">The saved copy.</param>
    /// <param name="isRead">Whether it is read; otherwise it only has to be there, and as long as it was.</param>
    public UnusableFileException? Damage(QuarantineEntry entry, bool isRead)
    {
        try
        {
            if (isRead || new FileInfo(PathOf(entry)) is not { Exists: true } file || file.Length != entry.Length)
            {
                _ = Read(entry);
            }

            return null;
        }
        catch (UnusableFileException exception)
        {
            return exception;
        }
    }

    /// <inheritdoc/>
    public void Mark(QuarantineEntry entry, QuarantineRestore restored) => Guarded(() =>
    {
        Describe(entry with { Restored = restored });
        return true;
    });

    /// <inheritdoc/>
    public void Discard(QuarantineEntry entry) => Guarded(() =>
    {
        // What describes nothing is damage; what nothing describes is only in the way.
        DurableFile.Delete(DescriptionOf(entry));
        DurableFile.Delete(PathOf(entry));
        return true;
    });

    /// <inheritdoc/>
    public string PathOf(QuarantineEntry entry) => System.IO.Path.Combine(Location, entry.Data);

    /// <summary>The name of an item's files. Lengths keep two pairs of ids from running into each other.</summary>
    internal static string Key(string primaryMailboxId, string itemId) =>
        Digest(Wtf8.Encode(primaryMailboxId.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) + ":" + primaryMailboxId + itemId));

    // A run that is at work writes under names of its own first, and one that was killed leaves them; they are no saved copies.
    private IEnumerable<string> Files(string suffix) => QuarantineEntry.Written.Reading(
            Location, () => File.Exists(Location) ? throw new IOException(CoreMessages.QuarantineIsFile) : Directory.GetFiles(Location, "*" + suffix))
        .Where(file => file.EndsWith(suffix, StringComparison.OrdinalIgnoreCase) && !DurableFile.IsUnfinished(System.IO.Path.GetFileName(file)))
        .OrderBy(file => file, StringComparer.Ordinal);

    private string DescriptionOf(QuarantineEntry entry) => System.IO.Path.Combine(Location, Key(entry.PrimaryMailboxId, entry.Item.ItemId) + DescriptionSuffix);

    private void Describe(QuarantineEntry entry)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(entry, FileJson.Mail);
        byte[] open = [.. bytes.Take(bytes.Length - 1)];
        Write(DescriptionOf(entry), [.. open, .. Ending(open)], "description");
    }

    private static byte[] Ending(byte[] before) => Encoding.ASCII.GetBytes(Seal + Digest(before) + "\"}");

    private static bool IsAsWritten(byte[] bytes)
    {
        var length = Math.Max(0, bytes.Length - Ending([]).Length);
        return bytes.Skip(length).SequenceEqual(Ending([.. bytes.Take(length)])) || Encoding.UTF8.GetString(bytes).IndexOf("\"seal\"", StringComparison.Ordinal) < 0;
    }

    private void Write(string path, byte[] bytes, string what)
    {
        _step("creating the " + what);
        using var file = new DurableFile(path, _disk);
        var half = bytes.Length / 2;
        file.Stream.Write(bytes, 0, half);
        _step("writing the " + what);
        file.Stream.Write(bytes, half, bytes.Length - half);
        _step("naming the " + what);
        file.Finish();
        _step("after the " + what);
    }

    private static QuarantineEntry ReadDescription(string path)
    {
        try
        {
            var bytes = DurableFile.Read(path);
            if (QuarantineEntry.Written.VersionIn(bytes) is null)
            {
                throw new JsonException(CoreMessages.QuarantineForeign);
            }

            QuarantineEntry.Written.Check(bytes, path);
            var entry = IsAsWritten(bytes) ? JsonSerializer.Deserialize<QuarantineEntry>(bytes, FileJson.Mail) : throw new JsonException(CoreMessages.QuarantineDigest);
            return IsWhole(entry) && System.IO.Path.GetFileName(path) == Key(entry!.PrimaryMailboxId, entry.Item.ItemId) + DescriptionSuffix
                ? entry
                : throw new JsonException(CoreMessages.QuarantineIncomplete);
        }
        catch (Exception exception) when (FileFormat.IsOfFiles(exception) || FileFormat.IsOfContent(exception))
        {
            throw Damaged(path, exception.Message, exception);
        }
    }

    // A name from a file must not lead out of the folder.
    private static bool IsWhole(QuarantineEntry? entry) =>
        entry is { Mailbox: not null, PrimaryMailboxId.Length: > 0, FolderId: not null, KeptFolderId: not null, Sha256.Length: 64, Data: not null, Item: not null, Kept: not null }
        && entry.Item.IsWhole && entry.Kept.IsWhole && entry.Item.ItemId.Length > 0
        && entry.Data == Key(entry.PrimaryMailboxId, entry.Item.ItemId) + "-" + entry.Sha256.Substring(0, 16) + DataSuffix
        && entry.Restored is null or { ItemId: not null, FolderPath: not null, FolderId: not null };

    private static string Digest(byte[] data)
    {
        using var hash = SHA256.Create();
        return LowerHex.Of(hash.ComputeHash(data));
    }

    private T Guarded<T>(Func<T> write) => QuarantineEntry.Written.Write(Location, write);

    private static UnusableFileException Damaged(string path, string why, Exception? inner = null) => QuarantineEntry.Written.Damaged(path, 1, why, inner);
}
