namespace ExchangeArchiveSafety.Connectors.Graph.Scanning;

/// <summary>The folder of a reading: which mailbox it belongs to, and what an interrupted reading left.</summary>
internal sealed class ScanFolder
{
    private const string Header = "scan.json";

    private ScanFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Makes the folder, or takes up the one of an earlier reading.</summary>
    /// <exception cref="GraphException">It holds something else, or cannot be used.</exception>
    public static ScanFolder Open(string path, GraphMailbox mailbox) => Guard(path, () =>
    {
        DurableFile.CreateDirectory(path);
        DurableFile.RemoveUnfinished(path);
        var header = System.IO.Path.Combine(path, Header);
        var mine = HeaderOf(mailbox);
        if (!File.Exists(header))
        {
            if (Directory.EnumerateFiles(path).Any(file => file.EndsWith(LocationFile.RowsExtension, StringComparison.OrdinalIgnoreCase) || file.EndsWith(LocationFile.IndexExtension, StringComparison.OrdinalIgnoreCase)))
            {
                throw Foreign(path);
            }

            DurableFile.Write(header, mine);
        }
        else if (!File.ReadAllBytes(header).AsSpan().SequenceEqual(mine))
        {
            throw Foreign(path);
        }

        // What a killed reading left: pages of a folder, files that were to replace others.
        foreach (var leftOver in Directory.GetFiles(path, FolderRows.FilePattern)
            .Concat(Directory.GetFiles(path, Header + ".*.tmp"))
            .Concat(Directory.GetFiles(path, "*" + LocationFile.RowsExtension + ".tmp"))
            .Concat(Directory.GetFiles(path, "*" + LocationFile.IndexExtension + ".tmp")))
        {
            File.Delete(leftOver);
        }

        return new ScanFolder(path);
    });

    /// <summary>Runs what uses the folder, and tells its failures in the terms of a reading.</summary>
    public static T Guard<T>(string path, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception exception) when (FileFormat.IsOfFiles(exception))
        {
            throw new GraphException(ErrorIds.GraphCheckpointUnusable, DisplayText.Sentence(ConnectorMessages.CheckpointUnusable, path, exception.Message), exception);
        }
    }

    public static GraphException Foreign(string path) => new(ErrorIds.GraphCheckpointForeign, DisplayText.Sentence(ConnectorMessages.CheckpointForeign, path));

    private static byte[] HeaderOf(GraphMailbox mailbox)
    {
        using var header = new MemoryStream();
        void Put(string name, byte[] value, string before)
        {
            var start = System.Text.Encoding.ASCII.GetBytes(before + "\"" + name + "\":");
            header.Write(start, 0, start.Length);
            header.Write(value, 0, value.Length);
        }

        Put("format", JsonText.Quote("ExchangeArchiveSafety.GraphScan"), "{");
        Put("version", [(byte)'1'], ",");
        Put("user", JsonText.Quote(mailbox.User.ToUpperInvariant()), ",");
        Put("primary", JsonText.Quote(mailbox.PrimaryMailboxId), ",");
        Put("archive", JsonText.Quote(mailbox.ArchiveMailboxId ?? ""), ",");
        header.WriteByte((byte)'}');
        return header.ToArray();
    }
}
