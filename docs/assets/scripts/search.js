// Stands where Material's bundle expects its search worker, and fetches the worker and the
// index when the reader first uses search. The numbers are Material's message types.
class SearchOnUse extends EventTarget {
  constructor(url) {
    super()
    const query = document.querySelector("[data-md-component=search-query]")
    const start = () => this.start(url)
    if (document.activeElement === query) start()
    else query.addEventListener("focus", start, { once: true })
  }

  async start(url) {
    const index = await fetch(new URL("../../../search/search_index.json", url))
    this.worker = new Worker(url)
    this.worker.onmessage = ({ data }) =>
      this.dispatchEvent(new MessageEvent("message", { data }))
    const { config, docs } = await index.json()
    this.postMessage({ type: 0, data: { config, docs, options: { suggest: false } } })
  }

  postMessage(message) {
    this.worker?.postMessage(message)
  }
}
