#if NET
using System.Reflection;
using System.Runtime.Loader;

namespace ExchangeArchiveSafety.Loading;

/// <summary>
/// Where Connectors and its libraries live on PowerShell 7, apart from the versions of the same libraries that other modules bring.
/// Core is the module's own and shared, or its types would not be the same on both sides.
/// </summary>
internal sealed class ConnectorsLoadContext(string folder) : AssemblyLoadContext("ExchangeArchiveSafety")
{
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var core = typeof(MailItem).Assembly;
        if (string.Equals(assemblyName.Name, core.GetName().Name, StringComparison.OrdinalIgnoreCase))
        {
            return core;
        }

        // What is not in the folder belongs to the runtime.
        var file = Path.Combine(folder, assemblyName.Name + ".dll");
        return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
    }
}
#endif
