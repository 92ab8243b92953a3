namespace ExchangeArchiveSafety;

/// <summary>Writes inventory files for people and other tools out of what reading a mailbox gave.</summary>
public interface IInventoryExporter
{
    /// <summary>Begins a file that only its owner can read. What killed exports left beside it is removed.</summary>
    /// <param name="path">CSV, or NDJSON where it ends in <c>.ndjson</c> or <c>.jsonl</c>; compressed where <c>.gz</c> follows.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    IInventoryDraft Begin(string path);
}

/// <summary>An inventory file in the making. Nobody can take half an inventory for a whole one: it gets its name, and replaces an older one, when it is finished.</summary>
public interface IInventoryDraft : IDisposable
{
    /// <summary>Adds the rows of a mailbox.</summary>
    /// <param name="inventoryFiles">What <see cref="MailboxScan.InventoryFiles"/> names.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    void Add(IReadOnlyList<string> inventoryFiles, CancellationToken cancellation);

    /// <summary>Puts the whole file on the disk and gives it its name.</summary>
    /// <exception cref="IOException">It cannot be written; what was there before is still there.</exception>
    void Finish();
}
