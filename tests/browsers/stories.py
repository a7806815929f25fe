"""Profile pages of invented people who are not in the sample network, as their sites would serve them."""

NERYS_URL = "https://www.linkedin.com/in/nerys-beanpole-quaye/"

NERYS = """<!doctype html><html lang="en"><head><title>Nerys Beanpole-Quaye | LinkedIn</title></head><body><main>
<section componentkey="com.linkedin.sdui.profile.card.Topcard"><h1>Nerys Beanpole-Quaye</h1>
<p>Grower of heritage vegetables at Beanpole Field</p><p>Newport, Wales, United Kingdom</p>
<a href="/in/nerys-beanpole-quaye/overlay/contact-info/">Contact info</a></section>
<section componentkey="About"><h2>About</h2>
<p>I grow heritage vegetables and deliver boxes of them every week in and around Newport. I am looking for restaurants
that will order vegetables every week. I would be glad of feedback on our new website.</p></section>
</main></body></html>"""

ODD_URL = "https://odd-maker.example.org/about"

ODD = """<!doctype html><html lang="en"><head><title>Osian Oddmaker-Bright</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Person", "name": "Osian Oddmaker-Bright",
"jobTitle": "Maker of puzzles", "address": {"addressLocality": "Swansea"}, "url": "https://odd-maker.example.org/about"}</script>
</head><body><main class="h-card"><h1 class="p-name">Osian Oddmaker-Bright</h1><p class="p-note">Puzzles, made of wood.</p></main>
</body></html>"""

ARTICLE_URL = "https://kitchen-notes.example.org/crates"

ARTICLE = """<!doctype html><html lang="en"><head><title>Restaurants that order vegetables every week</title>
<meta name="description" content="A list of restaurants that order vegetables from local growers every week of the year.">
</head><body><main><article><h1>Restaurants that order vegetables every week</h1>
<p>These restaurants order vegetables from local growers every week of the year, by the crate.</p></article></main></body></html>"""
