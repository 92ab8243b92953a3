using System.Management.Automation;

namespace ExchangeArchiveSafety.Binding;

/// <summary>Resolves paths of inventories.</summary>
/// <param name="command">The cmdlet in whose location they are.</param>
internal sealed class InventoryPaths(PSCmdlet command)
{
    /// <summary>Every file and folder that is meant, once.</summary>
    /// <exception cref="InventoryException">There is none, or it is not in the file system.</exception>
    public IReadOnlyList<string> Of(IEnumerable<string> paths)
    {
        var all = new List<string>();
        foreach (var path in paths)
        {
            var found = Resolve(path);
            all.AddRange(found.Count > 0 ? found.Where(one => !all.Contains(one)) : throw NotFound(path));
        }

        return all;
    }

    private IReadOnlyCollection<string> Resolve(string path)
    {
        try
        {
            // Brackets are legal in names: a file of exactly this name is what is meant.
            var literal = command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
            if (provider.Name == "FileSystem" && (File.Exists(literal) || Directory.Exists(literal)))
            {
                return [literal];
            }

            var found = command.GetResolvedProviderPathFromPSPath(path, out provider);
            return provider.Name == "FileSystem" ? found : throw new InventoryException(ErrorIds.NoFile, DisplayText.Sentence(Messages.NoFile, path), path);
        }
        catch (SessionStateException error)
        {
            // Without wildcards PowerShell itself says that there is no such file, folder or drive.
            throw NotFound(path, error);
        }
    }

    private static InventoryException NotFound(string path, Exception? inner = null) =>
        new(ErrorIds.InventoryNotFound, DisplayText.Sentence(Messages.InventoryNotFound, path), path, inner);
}
