using System.Reflection;

namespace ExchangeArchiveSafety.Loading;

/// <summary>
/// Loads the Connectors assembly, and with it every third-party assembly, when something of it is first needed. The module knows it
/// only through interfaces of Core, so that no version of it that another module loaded can take its place.
/// </summary>
internal static class ConnectorsAssembly
{
    private const string Name = "ExchangeArchiveSafety.Connectors";

    private static readonly Lazy<Assembly> Loaded = new(Load, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>Makes an object of Connectors.</summary>
    /// <typeparam name="T">The interface of Core by which it is known.</typeparam>
    /// <param name="typeName">The name of a public class with a constructor that takes nothing.</param>
    /// <exception cref="FileNotFoundException">The module is incomplete.</exception>
    /// <exception cref="FileLoadException">Windows PowerShell only: the session holds an older version of an assembly that the module brings.</exception>
    public static T Create<T>(string typeName)
        where T : class =>
        (T)Activator.CreateInstance(Loaded.Value.GetType(typeName, throwOnError: true)!)!;

    private static Assembly Load()
    {
        if (EditionFolder.IsWindowsPowerShell)
        {
            ModuleAssemblies.EnsureNothingOlder(EditionFolder.Dependencies);
            return Assembly.LoadFrom(Path.Combine(EditionFolder.Dependencies, Name + ".dll"));
        }

        var context = Assembly.LoadFrom(Path.Combine(EditionFolder.Path, "ExchangeArchiveSafety.Isolation.dll")).GetType("ExchangeArchiveSafety.ConnectorsLoadContext", throwOnError: true)!;
        var load = (Func<string, string, Assembly, Assembly>)Delegate.CreateDelegate(typeof(Func<string, string, Assembly, Assembly>), context, "Load");
        return load(Name, EditionFolder.Dependencies, typeof(MailItem).Assembly);
    }
}
