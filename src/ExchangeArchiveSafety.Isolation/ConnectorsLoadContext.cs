using System.Reflection;
using System.Runtime.Loader;

namespace ExchangeArchiveSafety;

/// <summary>
/// Where Connectors and its libraries live on PowerShell 7, apart from the versions of the same libraries that other modules bring.
/// Core is the module's own and shared, or its types would not be the same on both sides.
/// </summary>
public sealed class ConnectorsLoadContext : AssemblyLoadContext
{
    private readonly string _folder;
    private readonly Assembly _core;

    private ConnectorsLoadContext(string folder, Assembly core)
        : base("ExchangeArchiveSafety") =>
        (_folder, _core) = (folder, core);

    /// <summary>Loads an assembly, and what it needs, into a context of its own.</summary>
    /// <param name="name">The name of the assembly.</param>
    /// <param name="folder">The folder in which it and its libraries lie.</param>
    /// <param name="core">The assembly that is shared with the caller.</param>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    public static Assembly Load(string name, string folder, Assembly core) =>
        new ConnectorsLoadContext(folder, core).LoadFromAssemblyName(new AssemblyName(name));

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (string.Equals(assemblyName.Name, _core.GetName().Name, StringComparison.OrdinalIgnoreCase))
        {
            return _core;
        }

        // What is not in the folder belongs to the runtime.
        var file = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
    }
}
