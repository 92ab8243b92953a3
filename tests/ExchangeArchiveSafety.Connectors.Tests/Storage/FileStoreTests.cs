namespace ExchangeArchiveSafety.Storage;

/// <summary>The store in a file.</summary>
public sealed class FileStoreTests : JournalStoreTests, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("eas-").FullName;

    private string JournalPath => Path.Combine(_folder, "contoso.journal.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private protected override IJournalStore Open(bool compacts = false) => new JournalFile(JournalPath, pause => Task.Delay(pause).Wait(), DurableDisk.Real, compacts ? 1 : long.MaxValue);

    private protected override void Put(byte[] content) => File.WriteAllBytes(JournalPath, content);

    private protected override string Everything() => string.Concat(Directory.GetFiles(_folder).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Order().Select(File.ReadAllText));
}
